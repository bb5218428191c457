'use client';

import { useEffect } from 'react';
import { Notice } from '@/components/shared/notice';

const AGAIN_MS = 5_000;

/** A page that could not be drawn tries again by itself, so a restart of the server heals without a tap. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, AGAIN_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <Notice
      title="The school’s server did not answer"
      text={`This page will try again by itself in a moment.${error.digest ? ` Reference for the office: ${error.digest}.` : ''}`}
      act={{ label: 'Try again now', onClick: retry }}
    />
  );
}
