'use client';

import { WithdrawForm } from './withdraw-form';

export type RequestLine = {
  id: string; what: string; asker: string; child: string | null; when: string; state: string; reason: string;
  values: { before: string | null; after: string } | null;
};

const states: Record<string, string> = { open: 'Waiting for the school', approved: 'Changed as asked', declined: 'Not changed', withdrawn: 'Taken back' };

/** Requests with what stands and what is asked for; a family sees where each stands, the office opens each to decide. */
export function RequestList({ rows, isQueue }: { rows: RequestLine[]; isQueue: boolean }) {
  return (
    <ul className="grid gap-2">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-1 rounded-card border border-line bg-surface p-3">
          <p>
            {isQueue ? <a href={`/change-requests/${row.id}`} className="inline-block min-h-6 font-semibold text-text">{row.what}</a> : <span className="font-semibold">{row.what}</span>}
            {row.child && <span> · {row.child}</span>}
          </p>
          {row.values ? <Change {...row.values} /> : <p className="text-muted">A medical note{isQueue ? ': open it to see what is asked for' : ''}.</p>}
          <p className="text-sm text-muted">{isQueue ? `${row.asker}, ${row.when}` : `${row.when} · ${states[row.state] ?? row.state}${row.reason ? `: ${row.reason}` : ''}`}</p>
          {!isQueue && row.state === 'open' && <WithdrawForm requestId={row.id} what={row.what} />}
        </li>
      ))}
    </ul>
  );
}

/** What stands and what is asked for; null where nothing stands that could be changed. */
export function Change({ before, after }: { before: string | null; after: string }) {
  return (
    <p className="break-words">
      {before !== null && <><span className="text-muted">{before || 'nothing'}</span> → </>}<span className="font-semibold">{after || 'nothing'}</span>
    </p>
  );
}
