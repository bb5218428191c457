'use client';

type Class = { id: string; name: string; capacity: number; levelId: string; teacher: string | null; students: number };

/** The classes of a session under their levels; each leads to its settings. */
export function ClassesByLevel({ levels, classes }: { levels: { id: string; name: string }[]; classes: Class[] }) {
  const shown = levels.map((level) => ({ ...level, classes: classes.filter((one) => one.levelId === level.id) })).filter((level) => level.classes.length > 0);
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {shown.map((level) => (
        <li key={level.id} className="rounded-card border border-line bg-surface p-3">
          <h2 className="font-semibold">{level.name}</h2>
          <ul>
            {level.classes.map((one) => (
              <li key={one.id}>
                <a href={`/settings/classes/${one.id}`} className="grid min-h-11 content-center border-t border-line py-1 text-text no-underline hover:bg-surface-2">
                  <span className="text-accent underline">{one.name}</span>
                  <span className="text-sm text-muted">{one.students} of {one.capacity} places · {one.teacher ?? 'no class teacher'}</span>
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
