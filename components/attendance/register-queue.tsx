'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { submitRegister } from '@/lib/attendance/actions';
import { dropQueued, listQueued, noteQueued, QUEUE_CHANGED, type QueuedRegister } from './queue-store';
import { passing, sayWaiting } from './waiting';

const RETRY_MS = 5_000;

/** Sends registers that were saved without a network: when it returns, when a page opens, and every few seconds. */
export function Standby({ actorId }: { actorId: string }) {
  const router = useRouter();
  const here = usePathname();
  const [waiting, setWaiting] = useState<QueuedRegister[]>([]);
  const sending = useRef(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => setWaiting((await listQueued().catch(() => [])).filter((one) => one.actorId === actorId));
    const flush = async () => {
      clearTimeout(timer);
      if (sending.current) return;
      sending.current = true;
      const mine = (await listQueued().catch(() => [])).filter((one) => one.actorId === actorId && !one.problem);
      for (const entry of mine) if (await send(entry)) router.refresh();
      sending.current = false;
      const left = (await listQueued().catch(() => [])).some((one) => one.actorId === actorId && !one.problem);
      if (left) timer = setTimeout(flush, RETRY_MS);
    };
    const changed = () => {
      void look();
      void flush();
    };
    changed();
    window.addEventListener('online', flush);
    window.addEventListener(QUEUE_CHANGED, changed);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', flush);
      window.removeEventListener(QUEUE_CHANGED, changed);
    };
  }, [actorId, router]);

  // The page of the register itself says it beside its Save button.
  const shown = waiting.filter((one) => one.problem || pageOf(one) !== here);
  if (shown.length === 0) return null;
  return (
    <div role="status" data-screen-only className="fixed inset-x-4 bottom-20 z-30 rounded-card border border-warn bg-surface p-3 shadow-lg md:left-auto md:w-96">
      {shown.map((one) => (
        <p key={one.key}>
          {one.problem
            ? `The register of ${one.className} was not taken over: ${one.problem}`
            : `◷ ${one.className}: ${one.summary}. ${sayWaiting(one)}`}
          {one.problem && <a className="ml-2 underline" href={pageOf(one)}>Open it</a>}
        </p>
      ))}
    </div>
  );
}

const pageOf = ({ input }: QueuedRegister) => `/classes/${input.classId}/attendance/${input.day}`;

/** True when the entry is done with. The same operation id makes a repeat harmless. */
async function send(entry: QueuedRegister): Promise<boolean> {
  try {
    const result = await submitRegister({ ...entry.input, operationId: entry.operationId });
    if (!result.ok && passing.has(result.code)) {
      if (result.code !== entry.code) await noteQueued(entry, { code: result.code });
      return false;
    }
    if (result.ok) await dropQueued(entry);
    else await noteQueued(entry, { problem: result.message });
    return true;
  } catch {
    return false;
  }
}
