// The marks on the screen: what the school has, and over it what somebody marked here. A mark belongs to a student and
// never to a place in the list, because the list may change while it is open.
import type { RegisterLine } from '@/lib/attendance/queries';
import type { Mark } from '@/lib/attendance/marks/rules';
import type { AttendanceStatus } from '@/lib/attendance/schema';
import { sayCount } from '@/lib/platform/sentences';
import { statusWord } from './status';

/** The register as the school has it, as far as this page knows. */
export type Register = { version: number; isTaken: boolean; lines: RegisterLine[] };

/** What somebody marked and has not sent yet. */
export type Draft = {
  /** The shape of what is kept on the device. */
  format: 2;
  /** The version of the register it was marked on. */
  version: number;
  /** Who was on the list when the marking began: whoever comes later has to be called. */
  known: string[];
  marks: Record<string, Mark>;
};

/** A line of the screen; without a status the student has not been called. */
export type Shown = Omit<Mark, 'status'> & { status: AttendanceStatus | null };

/** What each student of the list is shown with: what was marked here, else what the school has, else Present. */
export function shownMarks({ lines, isTaken }: Register, draft: Draft | null): Map<string, Shown> {
  return new Map(lines.map(([studentId, , , , status, minutesLate, reason]) => {
    const mustBeCalled = isTaken || (draft && !draft.known.includes(studentId));
    const standing = { studentId, status: status ?? (mustBeCalled ? null : 'present'), minutesLate, reason };
    return [studentId, draft?.marks[studentId] ?? standing];
  }));
}

const idsOf = (register: Register) => register.lines.map((line) => line[0]);

/** Nothing marked yet, on this list. */
export const beginDraft = (on: Register): Draft => ({ format: 2, version: on.version, known: idsOf(on), marks: {} });

/** The draft with one more mark. */
export function marked(on: Register, draft: Draft | null, mark: Mark): Draft {
  const old = draft ?? beginDraft(on);
  return { ...old, marks: { ...old.marks, [mark.studentId]: mark } };
}

/** The list as it is now, in its new order and with its new names; the marks stay as they were on the screen. */
export function relisted(old: Register, lines: RegisterLine[]): Register {
  const was = new Map(old.lines.map((line) => [line[0], line]));
  return {
    ...old,
    lines: lines.map((line) => {
      const [, , , , ...mark] = was.get(line[0]) ?? line;
      return [line[0], line[1], line[2], line[3], ...mark];
    }),
  };
}

/** The register once the school has what is on the screen. */
export function saved(old: Register, draft: Draft | null, version: number): Register {
  const shown = shownMarks(old, draft);
  const lines = old.lines.map((line): RegisterLine => {
    const mark = shown.get(line[0]);
    return [line[0], line[1], line[2], line[3], mark?.status ?? null, mark?.minutesLate ?? null, mark?.reason ?? null];
  });
  return { version, isTaken: true, lines };
}

/** Of two who marked the same register: mine for those I marked, theirs for the others, on their version. */
export const mineOver = (theirs: Register, draft: Draft | null): Draft =>
  ({ ...(draft ?? beginDraft(theirs)), version: theirs.version });

/** Theirs, and mine only for students whom they have no mark of; null when nothing of mine is left. */
export function theirsOver(theirs: Register, draft: Draft | null): Draft | null {
  const left = theirs.lines.flatMap(([id, , , , status]) => (status ? [] : (draft?.marks[id] ?? [])));
  return draft && left.length > 0 ? { ...mineOver(theirs, draft), marks: byStudent(left) } : null;
}

/** Whom both marked, and not the same. */
export function disputed(theirs: Register, draft: Draft | null) {
  return theirs.lines.flatMap(([studentId, surname, firstName, , status, minutesLate, reason]) => {
    const mark = draft?.marks[studentId];
    if (!mark || !status) return [];
    const [at, here] = [{ status, minutesLate, reason }, mark].map(counted);
    if (!at || !here || JSON.stringify(at) === JSON.stringify(here)) return [];
    return [{ studentId, name: `${surname} ${firstName}`, theirs: sayMark(at, here), mine: sayMark(here, at) }];
  });
}

type Said = Omit<Mark, 'studentId'>;

/** What of a mark the school keeps. */
const counted = ({ status, minutesLate, reason }: Said) =>
  ({ status, minutesLate: (status === 'late' && minutesLate) || null, reason: reason?.trim() || null });

/** "Late (5 minutes)", "Excused (hospital)"; beside another mark of the same word also what it lacks. */
function sayMark({ status, minutesLate, reason }: Said, beside: Said): string {
  const isSameWord = status === beside.status;
  const minutes = minutesLate ? sayCount(minutesLate, 'minute') : isSameWord && beside.minutesLate ? 'no minutes' : null;
  const why = reason ?? (isSameWord && beside.reason ? 'no reason' : null);
  const more = [minutes, why].filter(Boolean).join(', ');
  return `${statusWord(status)}${more && ` (${more})`}`;
}

const byStudent = (marks: Mark[]) => Object.fromEntries(marks.map((mark) => [mark.studentId, mark]));

/** A draft out of a whole list of marks, which is how drafts and waiting registers were kept before format 2. */
export const draftOf = ({ version, marks }: { version: number; marks: Mark[] }): Draft =>
  ({ format: 2, version, known: marks.map((mark) => mark.studentId), marks: byStudent(marks) });

/** What was kept on the device by any version of this page; null when it cannot be told whose marks they are. */
export function readDraft(read: () => string | null): Draft | null {
  try {
    const kept = JSON.parse(read() ?? 'null') as Draft | { format?: undefined; version: number; marks: Mark[] } | null;
    if (!kept || kept.format === 2) return kept;
    return kept.marks.every((mark) => mark.studentId && mark.status) ? draftOf(kept) : null;
  } catch {
    return null;
  }
}
