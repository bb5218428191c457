// What a change to many students does to each of them.
import { sayDay, type Day } from '@/lib/platform/dates';
import { sayCount } from '@/lib/platform/sentences';
import { fullName } from '@/lib/people/rules';
import type { Placement } from '../../imports/placements/rules';
import { isUndoable as isInTime } from '../../imports/undo/rules';
import { moveProblem, sayPlan, type Present } from '../placements/rules';
import type { BulkKind, Changed } from './schema';

/** A student as a change finds them; `present` is null for somebody who has left. */
export type Found = {
  id: string;
  surname: string;
  firstName: string;
  otherNames: string;
  house: string;
  present: (Present & { departmentId: string | null; department: string; levelName: string; arm: string; isSenior: boolean }) | null;
  /** A move or a return that waits for its day. */
  planned: Parameters<typeof sayPlan>[0] | null;
};

/** Each student is changed, has it already, or cannot be changed, for which there is a sentence. */
export type BulkPlan<To> = { changes: { student: Found; to: To }[]; unchanged: number; problems: { id: string; text: string }[] };

type Refused = { message: string };

/** Sorts students by what a change does to each; `decide` says what they get, null for nothing new, or why not. */
export function planBulk<To extends object>(found: readonly Found[], decide: (student: Found) => To | Refused | null): BulkPlan<To> {
  const plan: BulkPlan<To> = { changes: [], unchanged: 0, problems: [] };
  for (const student of found) {
    const to = decide(student);
    if (to === null) plan.unchanged += 1;
    else if ('message' in to) plan.problems.push({ id: student.id, text: `${fullName(student)}: ${to.message}` });
    else plan.changes.push({ student, to });
  }
  return plan;
}

const hasLeft = { message: 'is in no class now.' };

export type Move = { classId: string; departmentId: string | null };

/** Decides about a move: from the same day for all, each by the rule of a single move. A senior student keeps the department unless one is given. */
export function decideMove(
  place: (department: string) => Placement | Refused,
  when: { startsOn: Day; today: Day; sessionStartsOn: Day; department: string },
): (student: Found) => Move | Refused | null {
  return ({ present, planned }) => {
    if (planned) return { message: `${sayPlan(planned)}. Cancel that first.` };
    if (!present) return hasLeft;
    const target = place(when.department || present.department);
    // Somebody who comes from a senior class into a junior one leaves the department behind.
    const settled = 'message' in target && when.department === '' ? place('') : target;
    if ('message' in settled) return settled;
    if (settled.class.id === present.classId) return null;
    const problem = moveProblem(present, when);
    return problem ? { message: problem } : { classId: settled.class.id, departmentId: settled.departmentId };
  };
}

export const decideHouse = (house: string) => (student: Found): { house: string } | null => (student.house === house ? null : { house });

/** Departments are of senior secondary, and stay within the class. */
export function decideDepartment(departmentId: string): (student: Found) => { departmentId: string } | Refused | null {
  return ({ present }) => {
    if (!present) return hasLeft;
    if (!present.isSenior) return { message: `is in ${present.className}. Only senior secondary has departments.` };
    return present.departmentId === departmentId ? null : { departmentId };
  };
}

/** "214 students moved to JSS 2B from Mon 23 Nov 2026." */
export function sayChange({ kind, value, count, startsOn }: { kind: BulkKind; value: string; count: number; startsOn?: Day | null }): string {
  const who = sayCount(count, 'student');
  if (kind === 'class') return `${who} moved to ${value}${startsOn ? ` from ${sayDay(startsOn)}` : ''}`;
  if (kind === 'department') return `${who} put into the ${value} department`;
  return value ? `${who} put into ${value} house` : `${who} taken out of their house`;
}

/** "2 were there already, 1 was left out." */
export function sayRest({ unchanged, leftOut }: Pick<Changed, 'unchanged' | 'leftOut'>): string {
  const were = (count: number) => `${count.toLocaleString('en-NG')} ${count === 1 ? 'was' : 'were'}`;
  const parts = [unchanged > 0 && `${were(unchanged)} so already`, leftOut > 0 && `${were(leftOut)} left out`].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}

/** Once, and as long as an import. */
export function isUndoable({ madeAt, undoneAt }: { madeAt: Date; undoneAt: Date | null }, now: Date): boolean {
  return undoneAt === null && isInTime(madeAt, now);
}
