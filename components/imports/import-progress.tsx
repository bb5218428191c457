'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { markBackground } from '@/components/live/background';

const LOOK_AGAIN_MS = 700;
const WAITING_MS = 5_000;

const steps: Record<string, string> = {
  reading: 'Reading the file', checking: 'Comparing the file with the school', accounts: 'Making accounts', guardians: 'Writing guardians',
  students: 'Writing students', staff: 'Writing staff', classes: 'Writing classes', done: 'Finishing', looking: 'Looking for what depends on it',
  removing: 'Taking the import back',
};

type Props = { step: string; share: number; fallback: string; /** Why the work waits, and until when; null while it goes on. */ putOff: string | null };

/** What the worker is doing; the page looks again by itself, also after a reload or on another device. */
export function ImportProgress({ step, share, fallback, putOff }: Props) {
  const router = useRouter();
  const [isLooking, look] = useTransition();
  const busy = useRef(false);
  const everyMs = putOff ? WAITING_MS : LOOK_AGAIN_MS;
  useEffect(() => void (busy.current = isLooking), [isLooking]);
  useEffect(() => {
    // One look at a time: on a slow line a second one would break the first off, for ever.
    const lookAgain = () => {
      markBackground();
      router.refresh();
    };
    const timer = setInterval(() => busy.current || look(lookAgain), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  const words = steps[step] ?? fallback;
  return (
    <div className="grid max-w-md gap-2">
      <progress value={share || undefined} max={1} aria-label={words} className="h-3 w-full" />
      <p role="status">{putOff ?? `${words} …`}</p>
      <p className="text-sm text-muted">{putOff ? 'Nothing needs to be sent again; you can leave this page.' : 'You can leave this page; the work goes on.'}</p>
      {/* Without scripts the page is fetched again by the browser. */}
      <noscript><meta httpEquiv="refresh" content={putOff ? '30' : '2'} /></noscript>
    </div>
  );
}
