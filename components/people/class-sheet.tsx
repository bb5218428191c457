'use client';

type Row = { id: string; surname: string; firstName: string; otherNames: string; admissionNumber: string; gender: string; className?: string };

/** A class, or students of several, on paper with empty columns to write in. */
export function ClassSheet({ rows }: { rows: Row[] }) {
  const withClass = rows.some((row) => row.className !== undefined);
  const heads = ['No.', 'Name', 'Admission no.', 'Sex', ...(withClass ? ['Class'] : [])];
  return (
    <table className="w-full border-collapse text-left text-sm">
      <thead>
        <tr>
          {heads.map((head) => <th key={head} scope="col" className="border border-line p-1.5">{head}</th>)}
          {[1, 2, 3, 4].map((place) => <td key={place} className="w-12 border border-line p-1.5 max-sm:hidden print:table-cell" />)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.id} className="print:break-inside-avoid">
            <td className="border border-line p-1.5 tabular-nums">{index + 1}</td>
            <td className="border border-line p-1.5"><span className="font-semibold">{row.surname}</span> {row.firstName} {row.otherNames}</td>
            <td className="border border-line p-1.5">{row.admissionNumber}</td>
            <td className="border border-line p-1.5">{row.gender === 'female' ? 'F' : 'M'}</td>
            {withClass && <td className="border border-line p-1.5">{row.className}</td>}
            {[1, 2, 3, 4].map((place) => <td key={place} className="border border-line max-sm:hidden print:table-cell" />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
