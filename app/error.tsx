'use client';

import { useEffect } from 'react';
import { Notice } from '@/components/shared/notice';

/** A page that could not be drawn tries again by itself, so a restart of the server heals without a tap. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => {
    const timer = setTimeout(reset, 5_000);
    return () => clearTimeout(timer);
  }, [reset]);
  return (
    <Notice
      title="The school’s server did not answer"
      text={`This page will try again by itself in a moment.${error.digest ? ` Reference for the office: ${error.digest}.` : ''}`}
      act={{ label: 'Try again now', onClick: reset }}
    />
  );
}
