'use client';

type Row = {
  id: string; surname: string; firstName: string; username: string; status: string; children: string | null;
  phone: { dial: string; shown: string } | null;
};

/** The directory: whom to call and for which children. */
export function GuardianTable({ rows }: { rows: Row[] }) {
  return (
    <table className="w-full border-collapse text-left">
      <thead className="sticky top-0 bg-surface-2 text-sm max-sm:sr-only">
        <tr>{['Name', 'Phone', 'Children', 'Account'].map((head) => <th key={head} scope="col" className="p-2">{head}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:py-2">
            <td className="p-2 max-sm:w-full max-sm:p-0"><a href={`/guardians/${row.id}`} className="inline-block min-h-6 text-text"><span className="font-semibold">{row.surname}</span> {row.firstName}</a></td>
            <td className="p-2 whitespace-nowrap max-sm:p-0 max-sm:text-sm">{row.phone && <a href={`tel:${row.phone.dial}`} className="inline-block min-h-6 text-accent underline">{row.phone.shown}</a>}</td>
            <td className="p-2 max-sm:p-0 max-sm:text-sm">{row.children ?? 'no child'}</td>
            <td className="p-2 whitespace-nowrap text-muted max-sm:hidden">{row.username} · {row.status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
