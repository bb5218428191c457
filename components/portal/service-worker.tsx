'use client';

import { useEffect } from 'react';

/** Registers the worker that keeps the offline page; without it everything else works the same. */
export function ServiceWorker() {
  useEffect(() => {
    if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  }, []);
  return null;
}
