'use client';

import { useRouter } from 'next/navigation';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { follow, type LiveState } from './connection';

type Live = { state: LiveState; follow: (topics: string[]) => () => void };

const LiveContext = createContext<Live>({ state: 'off', follow: () => () => undefined });

type Props = { url: string; seq: number; personal: string[]; children: ReactNode };

const COALESCE_MS = 250;

/** One connection for the whole portal; hints to what the page follows become one refresh. */
export function LiveProvider({ url, seq, personal, children }: Props) {
  const router = useRouter();
  const [state, setState] = useState<LiveState>('off');
  const [topics, setTopics] = useState<ReadonlyMap<symbol, string[]>>(new Map());
  const [firstSeq] = useState(seq);
  const connection = useRef<ReturnType<typeof follow>>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDue = false;
    const refresh = () => {
      // A hidden tab has nobody to tell; it catches up when it is looked at.
      if (document.hidden) return void (isDue = true);
      isDue = false;
      timer ??= setTimeout(() => {
        timer = undefined;
        router.refresh();
      }, COALESCE_MS);
    };
    const seen = () => isDue && refresh();
    document.addEventListener('visibilitychange', seen);
    const open = follow({ url, seq: firstSeq, onChange: refresh, onState: setState });
    connection.current = open;
    return () => {
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(timer);
      connection.current = null;
      open.close();
    };
  }, [url, firstSeq, router]);

  const wanted = [...new Set([...personal, ...[...topics.values()].flat()])].sort().join(' ');
  useEffect(() => connection.current?.setTopics(wanted.split(' ')), [wanted]);

  const value = useMemo<Live>(
    () => ({
      state,
      follow: (names) => {
        const key = Symbol('page');
        setTopics((old) => new Map(old).set(key, names));
        return () => setTopics((old) => new Map([...old].filter(([other]) => other !== key)));
      },
    }),
    [state],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** Follows topics while the component is on the page, e.g. `registers:class:<id>`. */
export function Live({ topics }: { topics: string[] }) {
  const { follow: start } = useContext(LiveContext);
  const names = topics.join(' ');
  const starter = useRef(start);
  useEffect(() => starter.current(names.split(' ')), [names]);
  return null;
}
