import { sayCount } from '@/lib/platform/sentences';

/** The most students that can be picked one by one: their ids travel in the address. */
export const MOST_BY_HAND = 200;

/** The most students of one change, one print or one file. */
export const MOST_AT_ONCE = 2_000;

/** "All 214 students that match" or "3 students, picked one by one". */
export function saySelection(total: number, { all }: { all: boolean }): string {
  return all ? `All ${sayCount(total, 'student')} that match` : `${sayCount(total, 'student')}, picked one by one`;
}
