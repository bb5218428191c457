import { sayCount } from '@/lib/platform/sentences';
import { DAYS_TO_UNDO } from '../office/schema';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Until when an import can be taken back. */
export const undoableUntil = (committedAt: Date) => new Date(committedAt.getTime() + DAYS_TO_UNDO * DAY_MS);

/** Whether an import may still be taken back. */
export const isUndoable = (committedAt: Date | null, now: Date) => committedAt !== null && now < undoableUntil(committedAt);

/** What stands in the way of an undo: how many people have it, and one of them by name. */
export type Obstacle = { table: string; people: number; name: string | null };

const words: Record<string, string> = {
  sessions: 'signed in',
  attendance_marks: 'stand in registers',
  registers: 'took registers',
  register_submissions: 'took registers',
  notifications: 'have been sent notices',
  guardian_links: 'have been linked to guardians or children',
  enrolments: 'have been given another class',
  planned_placements: 'have been given a class on a day ahead',
  student_medical: 'have been given medical notes',
  user_roles: 'have been given roles, or gave them',
  class_teachers: 'lead classes',
  teaching_assignments: 'have been given subjects to teach',
  imports: 'have imported files',
  changed: 'were changed',
  removed: 'were removed',
};

/** "12 of these people have signed in since (Bello Amina, for one)": one sentence per obstacle, alike ones together. */
export function sayObstacles(obstacles: readonly Obstacle[]): string {
  const byWords = new Map<string, Obstacle>();
  for (const one of obstacles) {
    const said = words[one.table] ?? `stand in ${one.table.replaceAll('_', ' ')}`;
    const other = byWords.get(said);
    if (!other || one.people > other.people) byWords.set(said, one);
  }
  const sentences = [...byWords].map(([said, { people, name }]) => {
    const who = people === 1 && name ? name : `${people.toLocaleString('en-NG')} of these people${name ? ` (${name}, for one)` : ''}`;
    return `${who} ${people === 1 ? singular(said) : said} since.`;
  });
  return `This import cannot be undone any more, because things depend on it. ${sentences.join(' ')}`;
}

const singular = (said: string) => said
  .replace(/^have /, 'has ').replace(/^were /, 'was ').replace(/^stand /, 'stands ').replace(/^lead /, 'leads ');

const removedWords: [table: string, one: string, many?: string][] = [
  ['students', 'student'], ['guardians', 'guardian'], ['staff', 'member of staff', 'members of staff'], ['users', 'account'],
  ['guardian_links', 'link to a guardian', 'links to guardians'], ['enrolments', 'place in a class', 'places in a class'],
];

/** What an undone import had added, in lines: "12 students". */
export function sayRemoved(removed: Record<string, number>): string[] {
  return removedWords.flatMap(([table, one, many]) => {
    const count = removed[table] ?? 0;
    return count > 0 ? [sayCount(count, one, many)] : [];
  });
}
