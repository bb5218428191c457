'use client';

import { useEffect, useState } from 'react';
import type { RegisterQueue } from './register-queue';

/** The queue of saved registers, fetched after the page has drawn: phones of parents never load it. */
export function WaitingRegisters({ actorId }: { actorId: string }) {
  const [queue, setQueue] = useState<{ Queue: typeof RegisterQueue } | null>(null);
  useEffect(() => void import('./register-queue').then((file) => setQueue({ Queue: file.RegisterQueue })), []);
  return queue && <queue.Queue actorId={actorId} />;
}
