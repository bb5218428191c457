'use client';

type Row = { id: string; surname: string; firstName: string; otherNames: string; admissionNumber: string; className?: string | null; hasAllergies?: boolean };

type Props = {
  rows: Row[];
  /** The form that a box in each row belongs to, where many can be chosen. */
  chooseFor?: string;
};

/** A table on a desktop, cards with two facts on a phone; one component fed with plain rows. */
export function StudentTable({ rows, chooseFor }: Props) {
  const withClass = rows.some((row) => row.className !== undefined);
  return (
    <table className="w-full border-collapse text-left">
      <thead className="sticky top-0 bg-surface-2 text-sm max-sm:sr-only">
        <tr>
          {chooseFor && <th scope="col" className="w-11 p-2"><span className="sr-only">Choose</span></th>}
          <th scope="col" className="p-2">Name</th>
          <th scope="col" className="p-2">Admission number</th>
          {withClass && <th scope="col" className="p-2">Class</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={`border-b border-line max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:py-2 ${chooseFor ? 'max-sm:relative max-sm:pl-11' : ''}`}>
            {chooseFor && (
              <td className="p-0 max-sm:absolute max-sm:inset-y-0 max-sm:left-0">
                <label className="grid size-11 cursor-pointer place-content-center">
                  <input type="checkbox" form={chooseFor} name="id" value={row.id} className="size-6" />
                  <span className="sr-only">Choose {row.surname} {row.firstName}</span>
                </label>
              </td>
            )}
            <td className="p-2 max-sm:w-full max-sm:p-0">
              <a href={`/students/${row.id}`} className="inline-block min-h-6 text-text"><span className="font-semibold">{row.surname}</span> {row.firstName} {row.otherNames}</a>{row.hasAllergies && <span className="text-sm text-warn"> · allergy</span>}
            </td>
            <td className="p-2 text-muted max-sm:p-0 max-sm:text-sm">{row.admissionNumber}</td>
            {withClass && <td className="p-2 max-sm:p-0 max-sm:text-sm">{row.className ?? 'no class'}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
