import { Card } from '@/components/ui/card';

type Line = { id: string; className: string; session: string; department: string | null; from: string; to: string | null; outcome: string };

/** Every class a student has been in, the newest first. */
export function StayList({ stays }: { stays: Line[] }) {
  return (
    <Card>
      <h2 className="mb-2 text-lg font-semibold">Classes so far</h2>
      {stays.length === 0 && <p className="text-muted">None yet.</p>}
      <ol className="grid gap-2">
        {stays.map((stay) => (
          <li key={stay.id}>
            <span className="font-semibold">{stay.className}</span> <span className="text-muted">{[stay.session, stay.department].filter(Boolean).join(' · ')}</span>
            <br />{stay.from} – {stay.to ?? 'today'}{stay.outcome && <span className="text-muted"> · {stay.outcome}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
