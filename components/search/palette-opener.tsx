'use client';

import { useEffect, useState, type ComponentType } from 'react';

const isSlash = (event: KeyboardEvent) =>
  event.key === '/' && !event.altKey && !(event.target as Element).closest('input,textarea,select,dialog') && !document.cookie.includes('slash=off');

/** Waits for Ctrl K, / or the sidebar’s Search, and only then fetches the palette. */
export function PaletteOpener() {
  const [Palette, setPalette] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const open = (event: Event) => {
      event.preventDefault();
      setCut(false);
      import('./palette').then((one) => setPalette(() => one.Palette), () => setCut(true));
    };
    const onKey = (event: KeyboardEvent) => {
      const withControl = event.ctrlKey || event.metaKey;
      if (withControl ? event.key === 'k' : isSlash(event)) open(event);
    };
    const onClick = (event: MouseEvent) => {
      const inNewTab = event.ctrlKey || event.metaKey || event.shiftKey;
      if (!inNewTab && (event.target as Element).closest('aside [href="/search"]')) open(event);
    };
    addEventListener('keydown', onKey);
    // Before the link itself hears of it.
    addEventListener('click', onClick, true);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('click', onClick, true);
    };
  }, []);
  if (isCut) return <p role="alert" className="fixed inset-x-4 bottom-20 z-20 rounded-card border border-line bg-surface p-3">Search needs the network.</p>;
  return Palette && <Palette onClose={() => setPalette(null)} />;
}
