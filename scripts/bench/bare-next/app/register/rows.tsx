'use client';

export type Row = [id: string, surname: string, firstName: string, number: string, status: string];

export function Rows({ rows }: { rows: Row[] }) {
  return (
    <ul>
      {rows.map(([id, surname, firstName, number, status]) => (
        <li key={id}>
          <button type="button" data-student={id}>
            <span>
              {surname} {firstName}
            </span>
            <span>{number}</span>
            <span>{status}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
