import type { Route } from 'next';
import Link from 'next/link';
import { nextWeekDay } from '@/lib/calendar/rules';
import type { Day } from '@/lib/platform/dates';

type Props = { day: Day; today: Day; weekDays: readonly number[]; label: string; href: (day: Day) => string };

const arrow = 'inline-grid size-11 place-content-center rounded-control text-text no-underline hover:bg-surface-2';

/** The day with the school days beside it. */
export function DayLinks({ day, today, weekDays, label, href }: Props) {
  const before = nextWeekDay(day, -1, weekDays);
  const after = nextWeekDay(day, 1, weekDays);
  return (
    <span className="inline-flex items-center gap-1">
      <Link prefetch={false} data-screen-only className={arrow} href={href(before) as Route} aria-label="The school day before">◀</Link>
      <span>{label}{day === today && ' · today'}</span>
      {after <= today && <Link prefetch={false} data-screen-only className={arrow} href={href(after) as Route} aria-label="The next school day">▶</Link>}
    </span>
  );
}
