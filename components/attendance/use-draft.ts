import { useEffect, useLayoutEffect, useRef } from 'react';
import { readDraft, type Draft } from './marking';

/** One person's unsaved marks of one class and day. */
type Of = { actorId: string; classId: string; day: string };

/**
 * Keeps typing in this tab over whatever may take the page away: a failed refresh, a reload, a phone that drops the
 * tab. `typed` is null while there is nothing unsaved.
 */
export function useDraft({ actorId, classId, day }: Of, typed: Draft | null, restore: (draft: Draft) => void): void {
  const key = `register-draft:${actorId}:${classId}:${day}`;
  const restorer = useRef(restore);
  useLayoutEffect(() => {
    const draft = readDraft(() => sessionStorage.getItem(key));
    if (draft) restorer.current(draft);
  }, [key]);
  const hadTyped = useRef(false);
  useEffect(() => {
    if (typed || hadTyped.current) write(key, typed);
    hadTyped.current = typed !== null;
  }, [key, typed]);
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that stores nothing still takes the register.
  }
}
