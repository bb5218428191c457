import { Card } from '@/components/ui/card';

/** A titled list of what is known; what is not known is left out. */
export function Facts({ title, facts }: { title: string; facts: [label: string, value: string | null | undefined][] }) {
  return (
    <Card>
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      <dl className="grid gap-2 sm:grid-cols-2">
        {facts.map(([label, value]) => value && (
          <div key={label}>
            <dt className="text-sm text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
