import { plusDays, type Day } from '@/lib/platform/dates';
import { listed } from '@/lib/platform/sentences';
import { quoted, squeezed } from '../rules';
import type { StudentRow } from '../students/schema';

export type KnownClass = {
  id: string;
  name: string;
  arm: string;
  levelName: string;
  stage: string;
  position: number;
  /** A register was taken in it this session. */
  hasOpened: boolean;
};

/** What the school offers a student: the running session and its classes. */
export type SchoolFacts = {
  today: Day;
  usernamePrefix: string;
  session: { id: string; name: string; startsOn: Day } | null;
  levels: { name: string; stage: string }[];
  classes: KnownClass[];
  departments: { id: string; name: string }[];
};

export type Placement = { class: KnownClass; departmentId: string | null };

type Refusal = { column: string; message: string };
type Wanted = Pick<StudentRow, 'class_level' | 'class_arm' | 'department'>;

/** Finds the class and department a row names; levels and classes are looked up without case and spaces. */
export function placing(facts: SchoolFacts): (row: Wanted) => Placement | Refusal {
  const levels = new Map(facts.levels.map((level) => [squeezed(level.name), level]));
  const classes = new Map(facts.classes.map((one) => [squeezed(`${one.levelName}|${one.arm}`), one]));
  const departments = new Map(facts.departments.map((one) => [squeezed(one.name), one]));
  const year = facts.session?.name ?? 'the running session';
  return (row) => {
    const level = levels.get(squeezed(row.class_level));
    if (!level)
      return { column: 'class_level', message: `${quoted(row.class_level)} is not a level of this school.` };
    const found = classes.get(squeezed(`${row.class_level}|${row.class_arm}`));
    if (!found)
      return {
        column: 'class_arm',
        message: `There is no class ${level.name}${row.class_arm} in ${year}. Create it first.`,
      };
    const isSenior = level.stage === 'senior-secondary';
    const named = row.department ?? '';
    const department = departments.get(squeezed(named));
    const choices = listed(facts.departments.map((one) => one.name));
    if (!isSenior && named !== '')
      return {
        column: 'department',
        message: `Only senior secondary has departments; leave this empty for ${level.name}.`,
      };
    if (isSenior && named === '')
      return { column: 'department', message: `A student of ${level.name} has a department: ${choices}.` };
    if (isSenior && !department)
      return { column: 'department', message: `${quoted(named)} is not a department. Use ${choices}.` };
    return { class: found, departmentId: department?.id ?? null };
  };
}

export type CurrentEnrolment = {
  id: string;
  classId: string;
  departmentId: string | null;
  startsOn: Day;
  sessionId: string;
  position: number;
};

export type EnrolmentChange =
  | { kind: 'start'; startsOn: Day }
  | {
      kind: 'move';
      ends: { id: string; endsOn: Day; outcome: 'moved' | 'promoted' | 'repeat' };
      startsOn: Day;
    }
  /** The enrolment begins today or later, so nothing of it has happened yet. */
  | { kind: 'correct'; id: string }
  /** The session has not begun: whoever is known to the school stays where they are until it does. */
  | { kind: 'plan'; act: 'move' | 'readmit'; outcome: 'moved' | 'promoted' | 'repeat'; startsOn: Day };

type When = {
  session: { id: string; startsOn: Day };
  today: Day;
  /** The last day of who has left. */
  leftOn?: Day | null;
  /** What waits for its day already. */
  planned?: { classId: string; departmentId: string | null } | null;
};

/**
 * How an enrolment comes to the wanted class, or null when it is there. A newcomer starts with the session while no
 * register of the class was taken (the school's first import), and today afterwards: past registers keep their rosters.
 * Who comes back begins after the last day they were here.
 */
export function enrolmentChange(
  current: CurrentEnrolment | null,
  wanted: Placement,
  { session, today, leftOn = null, planned = null }: When,
): EnrolmentChange | null {
  const plan = (act: 'move' | 'readmit', startsOn: Day, outcome: 'moved' | 'promoted' | 'repeat'): EnrolmentChange | null =>
    planned?.classId === wanted.class.id && planned.departmentId === wanted.departmentId ? null : { kind: 'plan', act, outcome, startsOn };
  const soonest = today > session.startsOn ? today : session.startsOn;
  if (!current) {
    const opens = wanted.class.hasOpened ? soonest : session.startsOn;
    const startsOn = leftOn !== null && leftOn >= opens ? plusDays(leftOn, 1) : opens;
    return leftOn !== null && startsOn > today ? plan('readmit', startsOn, 'moved') : { kind: 'start', startsOn };
  }
  if (current.classId === wanted.class.id && current.departmentId === wanted.departmentId) return null;
  const isSameSession = current.sessionId === session.id;
  const startsOn = isSameSession ? soonest : session.startsOn;
  if (current.startsOn >= startsOn) return { kind: 'correct', id: current.id };
  const outcome =
    isSameSession || wanted.class.position < current.position
      ? 'moved'
      : wanted.class.position === current.position
        ? 'repeat'
        : 'promoted';
  if (startsOn > today) return plan('move', startsOn, outcome);
  return { kind: 'move', ends: { id: current.id, endsOn: plusDays(startsOn, -1), outcome }, startsOn };
}
