import { schoolDays, type NewSession } from '@/lib/calendar/rules';
import type { Day } from '@/lib/platform/dates';

/** Every school day of a session in order. */
export function schoolDaysOf({ terms, holidays }: NewSession): Day[] {
  const closed = new Set(holidays.map((holiday) => holiday.day));
  const weekDays = [1, 2, 3, 4, 5];
  return terms.flatMap((term) =>
    schoolDays(term.startsOn, term.endsOn, { weekDays, term, holidays: closed }),
  );
}
