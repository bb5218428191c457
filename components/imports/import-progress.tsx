'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { markBackground } from '@/components/live/background';

const LOOK_AGAIN_MS = 700;

const steps: Record<string, string> = {
  reading: 'Reading the file', checking: 'Comparing the file with the school', accounts: 'Making accounts', guardians: 'Writing guardians',
  students: 'Writing students', staff: 'Writing staff', classes: 'Writing classes', done: 'Finishing', looking: 'Looking for what depends on it',
  removing: 'Taking the import back',
};

/** What the worker is doing; the page looks again by itself, also after a reload or on another device. */
export function ImportProgress({ step, share, fallback }: { step: string; share: number; fallback: string }) {
  const router = useRouter();
  const [isLooking, look] = useTransition();
  const busy = useRef(false);
  useEffect(() => void (busy.current = isLooking), [isLooking]);
  useEffect(() => {
    // One look at a time: on a slow line a second one would break the first off, for ever.
    const lookAgain = () => {
      markBackground();
      router.refresh();
    };
    const timer = setInterval(() => busy.current || look(lookAgain), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  const words = steps[step] ?? fallback;
  return (
    <div className="grid max-w-md gap-2">
      <progress value={share || undefined} max={1} aria-label={words} className="h-3 w-full" />
      <p role="status">{words} …</p>
      <p className="text-sm text-muted">You can leave this page; the work goes on.</p>
      {/* Without scripts the page is fetched again by the browser. */}
      <noscript><meta httpEquiv="refresh" content="2" /></noscript>
    </div>
  );
}
