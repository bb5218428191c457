import { useEffect, useState } from 'react';
import type { SearchAnswer } from '@/lib/search/schema';

const TYPING_MS = 150;

export type Answer = SearchAnswer & { q: string; /** Why there is none, as a sentence. */ problem?: string };

/** What the school answers to a question, a moment after the typing pauses; an older question is given up. */
export function useAnswer(q: string | null): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [returns, setReturns] = useState(0);
  useEffect(() => {
    const again = () => setReturns((count) => count + 1);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  useEffect(() => {
    if (q === null) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(async () => {
      const given = await ask(q, asked.signal);
      if (!asked.signal.aborted) setAnswer(given);
    }, q === '' ? 0 : TYPING_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [q, returns]);
  return answer;
}

async function ask(q: string, signal: AbortSignal): Promise<Answer> {
  const none = { q, places: [], found: [] };
  try {
    const response = await fetch(`/api/search?${new URLSearchParams({ q })}`, { signal });
    const body = await response.json().catch(() => ({ detail: 'The server did not answer. Try again in a moment.' }));
    return response.ok ? { ...(body as SearchAnswer), q } : { ...none, problem: (body as { detail: string }).detail };
  } catch {
    return { ...none, problem: 'Search needs the network.' };
  }
}
