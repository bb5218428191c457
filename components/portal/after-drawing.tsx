'use client';

import { useEffect, useState, type ComponentType } from 'react';

const parts = {
  registers: () => import('@/components/attendance/register-queue'),
  office: () => import('./office-standby'),
};

type Props = { part: keyof typeof parts | null; actorId: string };

/** What waits until the page has drawn: the worker that keeps the offline page, and what only staff need; phones of parents never load it. */
export function AfterDrawing({ part, actorId }: Props) {
  const [file, setFile] = useState<{ Standby: ComponentType<{ actorId: string }> } | null>(null);
  useEffect(() => {
    // Without it everything else works the same.
    navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
    if (part) void parts[part]().then(setFile);
  }, [part]);
  return file && <file.Standby actorId={actorId} />;
}
