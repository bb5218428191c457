type Level = { id: string; label: string };

const tab = 'inline-flex min-h-11 items-center rounded-control px-2 text-text no-underline hover:bg-surface-2 aria-[current=page]:bg-surface-2 aria-[current=page]:font-semibold';

/** The levels of a school whose classes do not fit on one page; one of them is shown. */
export function LevelTabs({ levels, shown, href }: { levels: Level[]; shown: string; href: (level: string) => string }) {
  return (
    <nav aria-label="Which level" data-screen-only className="mb-3 flex flex-wrap gap-1">
      {levels.map(({ id, label }) => (
        <a key={id} className={tab} href={href(id)} aria-current={id === shown ? 'page' : undefined}>{label}</a>
      ))}
    </nav>
  );
}
