'use client';

import { AccountAct } from './account-act';
import { roleWords } from './role-words';

type Row = { id: string; name: string; username: string; roles: string[]; since: string; fate: string; mayRestore: boolean; operationId: string };

/** What is in the recycle bin, and when it is emptied. */
export function BinList({ rows }: { rows: Row[] }) {
  return (
    <ul className="grid gap-2">
      {rows.map((row) => (
        <li key={row.id} className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface p-3">
          <div>
            <p className="font-semibold"><a href={`/accounts/${row.id}`} className="inline-block min-h-6 text-text">{row.name}</a></p>
            <p className="text-sm text-muted">{row.username} · {row.roles.map((role) => roleWords[role]).join(', ')} · since {row.since}</p>
            <p className="text-sm">{row.fate}</p>
          </div>
          {row.mayRestore && <AccountAct kind="restore" userId={row.id} name={row.name} operationId={row.operationId} />}
        </li>
      ))}
    </ul>
  );
}
