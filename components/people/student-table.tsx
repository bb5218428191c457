'use client';

type Row = { id: string; surname: string; firstName: string; otherNames: string; admissionNumber: string; className?: string | null; hasAllergies?: boolean };

/** A table on a desktop, cards with two facts on a phone; one component fed with plain rows. */
export function StudentTable({ rows }: { rows: Row[] }) {
  const withClass = rows.some((row) => row.className !== undefined);
  return (
    <table className="w-full border-collapse text-left">
      <thead className="sticky top-0 bg-surface-2 text-sm max-sm:sr-only">
        <tr>
          <th scope="col" className="p-2">Name</th>
          <th scope="col" className="p-2">Admission number</th>
          {withClass && <th scope="col" className="p-2">Class</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:py-2">
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
