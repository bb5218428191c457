'use client';

import { useEffect, useState } from 'react';

const PATIENCE_MS = 4_000;

/** Says so when the school's server has not answered for some seconds, whatever was asked of it. */
export function SlowAnswer() {
  const [late, setLate] = useState(0);
  useEffect(() => {
    const ask = window.fetch;
    window.fetch = async (...request) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        setLate((count) => count + 1);
      }, PATIENCE_MS);
      try {
        return await ask(...request);
      } finally {
        clearTimeout(timer);
        if (isLate) setLate((count) => count - 1);
      }
    };
    return () => {
      window.fetch = ask;
    };
  }, []);
  return (
    <p role="status" className="pointer-events-none fixed inset-x-0 top-14 z-50 mx-auto w-fit max-w-[90vw] rounded-control border border-warn bg-surface px-3 py-2 text-sm shadow-lg empty:hidden print:hidden">
      {late > 0 && 'The school’s server has not answered yet. What you typed is still on this page.'}
    </p>
  );
}
