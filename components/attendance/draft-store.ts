import type { Mark } from '@/lib/attendance/rules';

/** Marks that somebody has typed and not saved yet, and the version of the register they were typed on. */
export type Draft = { version: number; marks: Mark[] };

/** The name under which one person's unsaved marks of one class and day are kept in this tab. */
export const draftKey = (of: { actorId: string; classId: string; day: string }) => `register-draft:${of.actorId}:${of.classId}:${of.day}`;

/** Keeps typing over whatever may take the page away: a failed refresh, a reload, a phone that drops the tab. */
export function putDraft(key: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that stores nothing still takes the register.
  }
}

export function getDraft(key: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}
