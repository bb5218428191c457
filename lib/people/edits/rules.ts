// Two people at one record: what each changed is kept, and only a field that both changed is asked about.
import type { Values } from './schema';

export type Merged = {
  /** The fields to write. */
  changes: Values;
  /** Fields that somebody else changed to something else meanwhile. */
  conflicts: string[];
  /** What the form should show next: the own changes, and what others changed elsewhere. */
  values: Values;
};

/** Compares what was shown, what stands now, and what was typed. */
export function mergeEdit(seen: Values, current: Values, typed: Values): Merged {
  const merged: Merged = { changes: {}, conflicts: [], values: { ...current } };
  for (const [name, wanted] of Object.entries(typed)) {
    const now = current[name] ?? '';
    const isMine = wanted !== (seen[name] ?? now);
    if (!isMine) continue;
    merged.values[name] = wanted;
    if (wanted === now) continue;
    merged.changes[name] = wanted;
    if (now !== (seen[name] ?? now)) merged.conflicts.push(name);
  }
  return merged;
}

/** The part of a record that is about to change, as it stands. */
export function beforeOf(current: Values, changes: Values): Values {
  return Object.fromEntries(Object.keys(changes).map((name) => [name, current[name] ?? '']));
}

/** "Miss Ehigie changed this to “12 Ajose Street” meanwhile (08:04)." */
export function sayConflict(now: string, who: { name: string; time: string } | null): string {
  const value = now === '' ? 'emptied this' : `changed this to “${now}”`;
  return `${who?.name ?? 'Somebody'} ${value} meanwhile${who ? ` (${who.time})` : ''}. Save again to put yours in its place.`;
}
