'use client';

import { useRouter } from 'next/navigation';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { markBackground, watchInput } from './background';
import { follow, type LiveState } from './connection';

type Live = { state: LiveState; follow: (topics: string[]) => () => void; hold: () => () => void };

const LiveContext = createContext<Live>({ state: 'off', follow: () => () => undefined, hold: () => () => undefined });

type Props = { url: string; seq: number; personal: string[]; children: ReactNode };

const COALESCE_MS = 250;

/** One connection for the whole portal; hints to what the page follows become one refresh. */
export function LiveProvider({ url, seq, personal, children }: Props) {
  const router = useRouter();
  const [state, setState] = useState<LiveState>('off');
  const [topics, setTopics] = useState<ReadonlyMap<symbol, string[]>>(new Map());
  const [firstSeq] = useState(seq);
  const connection = useRef<ReturnType<typeof follow>>(null);
  const holds = useRef(new Set<symbol>());
  const released = useRef(() => {});

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDue = false;
    const refresh = () => {
      // A hidden tab has nobody to tell, and unsaved typing is not touched: the page catches up afterwards.
      if (document.hidden || holds.current.size > 0) return void (isDue = true);
      isDue = false;
      timer ??= setTimeout(() => {
        timer = undefined;
        markBackground();
        router.refresh();
      }, COALESCE_MS);
    };
    const seen = () => isDue && refresh();
    released.current = seen;
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

  useEffect(watchInput, []);

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
      hold: () => {
        const key = Symbol('typing');
        holds.current.add(key);
        return () => {
          holds.current.delete(key);
          released.current();
        };
      },
    }),
    [state],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** Keeps the page as it is while somebody is typing on it; a failed refresh would take the typing with it. */
export function useHold(isTyping: boolean): void {
  const { hold } = useContext(LiveContext);
  const holder = useRef(hold);
  useEffect(() => (isTyping ? holder.current() : undefined), [isTyping]);
}

/** Follows topics while the component is on the page, e.g. `registers:class:<id>`. */
export function Live({ topics }: { topics: string[] }) {
  const { follow: start } = useContext(LiveContext);
  const names = topics.join(' ');
  const starter = useRef(start);
  useEffect(() => starter.current(names.split(' ')), [names]);
  return null;
}
