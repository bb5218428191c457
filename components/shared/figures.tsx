type Props = { figures: [label: string, value: string | number][]; className: string };

/** Numbers with their names, each in a box of its own. */
export function Figures({ figures, className }: Props) {
  return (
    <dl className={`grid grid-cols-2 gap-3 ${className}`}>
      {figures.map(([label, value]) => (
        <div key={label} className="rounded-card border border-line bg-surface p-4">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
