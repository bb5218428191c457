'use client';

import { roleWords } from '@/components/accounts/role-words';
import { SuspendButton } from '@/components/accounts/suspend-button';

type Row = {
  id: string; userId: string; title: string; surname: string; firstName: string; username: string;
  phone: { dial: string; shown: string } | null;
  status: string; roles: string[]; leads: string | null; maySuspend: boolean; mayEdit: boolean; operationId: string;
};

export function StaffTable({ rows }: { rows: Row[] }) {
  return (
    <table className="w-full border-collapse text-left">
      <thead className="bg-surface-2 text-sm max-sm:sr-only">
        <tr>{['Name', 'Role', 'Class', 'Phone', 'Account'].map((head) => <th key={head} scope="col" className="p-2">{head}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:py-2">
            <td className="p-2 max-sm:w-full max-sm:p-0"><a href={`/accounts/${row.userId}`} className="inline-block min-h-6 text-text"><span className="font-semibold">{row.surname}</span> {row.firstName} <span className="text-muted">{row.title}</span></a></td>
            <td className="p-2 max-sm:p-0 max-sm:text-sm">{row.roles.map((role) => roleWords[role]).join(', ')}</td>
            <td className="p-2 max-sm:p-0 max-sm:text-sm">{row.leads ?? '–'}</td>
            <td className="p-2 max-sm:p-0 max-sm:text-sm">{row.phone && <a href={`tel:${row.phone.dial}`} className="inline-block min-h-6 text-accent underline">{row.phone.shown}</a>}</td>
            <td className="p-2 max-sm:w-full max-sm:p-0 max-sm:text-sm">
              <span className="text-muted">{row.username} · {row.status}</span>{' '}
              <a href={`/settings/history?about=${row.userId}`} className="inline-block min-h-6 text-accent underline">History<span className="sr-only"> of {row.surname} {row.firstName}</span></a>{' '}
              {row.mayEdit && <a href={`/staff/${row.userId}/edit`} className="inline-block min-h-6 text-accent underline">Change<span className="sr-only"> {row.surname} {row.firstName}</span></a>}{' '}
              {row.maySuspend && <SuspendButton userId={row.userId} name={`${row.surname} ${row.firstName}`} isSuspended={row.status === 'suspended'} operationId={row.operationId} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
