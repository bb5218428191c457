import { Card } from '@/components/ui/card';
import type { Earlier } from '@/lib/classes/teaching/queries';

/** Whose work with this class has ended. */
export function EarlierTeachers({ rows }: { rows: Earlier[] }) {
  if (rows.length === 0) return null;
  return (
    <Card className="grid gap-2">
      <h2 className="text-lg font-semibold">Earlier teachers</h2>
      <ul className="grid gap-2">
        {rows.map((row, index) => (
          <li key={index}>
            <span className="font-semibold">{row.name}</span> · {row.what}
            <span className="block text-sm text-muted">{row.from} – {row.until}{row.endedBy && ` · ended by ${row.endedBy}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
