'use client';

import { useEffect, useState, type ComponentType } from 'react';

const parts = {
  registers: () => import('@/components/attendance/register-queue').then((file) => file.RegisterQueue),
  palette: () => import('@/components/search/palette-opener').then((file) => file.PaletteOpener),
};

export type Part = keyof typeof parts;

/** What waits until the page has drawn: the worker that keeps the offline page, and what only some need, so that the others’ phones never load it. */
export function AfterDrawing({ wanted, actorId }: { wanted: Part[]; actorId: string }) {
  const [first] = useState(wanted);
  const [ready, setReady] = useState<{ [part in Part]?: ComponentType<{ actorId: string }> }>({});
  useEffect(() => {
    // Without it everything else works the same.
    navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
    for (const part of first) void parts[part]().then((Ready) => setReady((old) => ({ ...old, [part]: Ready })));
  }, [first]);
  return first.map((part) => {
    const Ready = ready[part];
    return Ready && <Ready key={part} actorId={actorId} />;
  });
}
