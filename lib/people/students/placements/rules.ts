// When a student changes class, leaves, or comes back: what has happened in a class stays written there.
import { plusDays, sayDay, type Day } from '@/lib/platform/dates';
import { sayCount } from '@/lib/platform/sentences';

/** How far ahead a change may be written down. */
const AHEAD = 14;

export type Present = {
  id: string;
  classId: string;
  className: string;
  startsOn: Day;
  /** The last day on which a register of this class has a mark of the student. */
  lastMarked: Day | null;
};

const outcomes: Record<string, string> = {
  promoted: 'promoted', 'on-trial': 'promoted on trial', repeat: 'repeats', graduated: 'graduated', withdrawn: 'left the school', moved: 'moved to another class',
};

/** How a time in a class ended: "left the school: moved to Ibadan". */
export function sayOutcome({ outcome, reason }: { outcome: string | null; reason: string }): string {
  return [outcome && (outcomes[outcome] ?? outcome), reason].filter(Boolean).join(': ');
}

/** "moves to JSS 2B on Mon 30 Nov 2026", "comes back to JSS 2B on …". */
export function sayPlan({ kind, className, startsOn }: { kind: 'move' | 'readmit'; className: string; startsOn: Day }): string {
  return `${kind === 'move' ? 'moves' : 'comes back'} to ${className} on ${sayDay(startsOn)}`;
}

/** The same where it stands alone: "Moves to JSS 2B on Mon 30 Nov 2026". */
export function announcePlan(plan: Parameters<typeof sayPlan>[0]): string {
  const said = sayPlan(plan);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Why the student cannot move on this day, or null. */
export function moveProblem(present: Present, { startsOn, today, sessionStartsOn }: { startsOn: Day; today: Day; sessionStartsOn: Day }): string | null {
  if (startsOn < sessionStartsOn) return `The session begins on ${sayDay(sessionStartsOn)}. Move from that day or later.`;
  if (startsOn > plusDays(today, AHEAD)) return `Choose a day at most ${AHEAD} days from today.`;
  if (present.lastMarked && startsOn <= present.lastMarked) {
    return `The register of ${present.className} has a mark on ${sayDay(present.lastMarked)}. Move from ${sayDay(plusDays(present.lastMarked, 1))} or later.`;
  }
  return startsOn < present.startsOn ? `The student has been in ${present.className} since ${sayDay(present.startsOn)}. Move from that day or later.` : null;
}

/** Why this cannot be the last day, or null. */
export function leavingProblem(present: Present, { lastDay, today }: { lastDay: Day; today: Day }): string | null {
  if (lastDay > today) return 'This day has not come yet. Write it when it has: it ends the sign-in of the student.';
  if (present.lastMarked && lastDay < present.lastMarked) return `The register has a mark on ${sayDay(present.lastMarked)}. The last day is that day or later.`;
  return lastDay < present.startsOn ? `The student has been in ${present.className} since ${sayDay(present.startsOn)}. The last day is that day or later.` : null;
}

/** Why the student cannot come back on this day, or null. */
export function returnProblem(leftOn: Day | null, { startsOn, today, sessionStartsOn }: { startsOn: Day; today: Day; sessionStartsOn: Day }): string | null {
  if (startsOn < sessionStartsOn) return `The session begins on ${sayDay(sessionStartsOn)}. Write that day or a later one.`;
  if (startsOn > plusDays(today, AHEAD)) return `Choose a day at most ${AHEAD} days from today.`;
  return leftOn && startsOn <= leftOn ? `The last day was ${sayDay(leftOn)}. Write a later day.` : null;
}

/** A class that would hold more than its places is asked about: the sentence, or null while there is room for `more`. */
export function overfull(one: { name: string }, seats: { taken: number; capacity: number }, more: number): string | null {
  if (seats.taken + more <= seats.capacity) return null;
  const [these, them] = more === 1 ? ['one more', 'this student'] : [`these ${more}`, 'them'];
  return `${one.name} has ${sayCount(seats.taken, 'student')} and ${sayCount(seats.capacity, 'place')}. With ${these} it has ${seats.taken + more}. To put ${them} in, tick the box.`;
}
