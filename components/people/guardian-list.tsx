import { Card } from '@/components/ui/card';
import { sayPhone } from '@/lib/platform/phone';

type Guardian = {
  id: string; surname: string; firstName: string; phone: string | null; email: string | null; relationship: string; mayPickUp: boolean;
  isVerified: boolean;
};

/** Whom to call, in the order to call them; `addFor` is the student to whom the office may link one more. */
export function GuardianList({ guardians, addFor }: { guardians: Guardian[]; addFor: string | null }) {
  return (
    <Card>
      <h2 className="mb-2 text-lg font-semibold">Guardians</h2>
      {guardians.length === 0 && <p className="text-muted">No guardian is linked yet.</p>}
      <ul className="grid gap-3">
        {guardians.map((one) => (
          <li key={one.id}>
            <p><span className="font-semibold">{one.surname}</span> {one.firstName} <span className="text-muted">· {one.relationship}{one.mayPickUp ? ' · may pick up' : ''}{one.isVerified ? '' : ' · sees nothing: not verified'}</span></p>
            <p className="flex flex-wrap gap-x-4">
              {addFor && <a className="inline-flex min-h-11 items-center text-accent underline" href={`/guardians/${one.id}`}>Open<span className="sr-only"> {one.surname} {one.firstName}</span></a>}
              {one.phone && <a className="inline-flex min-h-11 items-center text-accent underline" href={`tel:${one.phone}`}>{sayPhone(one.phone)}</a>}
              {one.email && <a className="inline-flex min-h-11 items-center text-accent underline" href={`mailto:${one.email}`}>{one.email}</a>}
            </p>
          </li>
        ))}
      </ul>
      {addFor && <a data-screen-only className="mt-2 inline-flex min-h-11 items-center text-accent underline" href={`/guardians/new?student=${addFor}`}>Add a guardian</a>}
    </Card>
  );
}
