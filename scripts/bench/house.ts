import type { Client } from '@/db/client';
import { hashPassword } from '@/lib/platform/hashing';
import { schoolDay } from '@/lib/platform/dates';
import { fillLists } from './contents';
import { LANES, ROSTER } from './people';

export const PASSWORD = 'bench-of-the-school-2718';

/**
 * Makes the demonstration measurable on any day: today is a school day, sixteen classes have forty students, and
 * everyone has chosen a password. Only ever done to a database that is thrown away.
 */
export async function arrange(owner: Client): Promise<string> {
  // The school's clock shows late morning, so that no run meets midnight, after which a teacher may change nothing.
  const timeZone = zoneWithHour(11);
  const day = schoolDay(new Date(), timeZone);
  await owner`update schools set week_days = '{1,2,3,4,5,6,7}', time_zone = ${timeZone}`;
  await owner`delete from holidays where day = ${day}`;
  await owner`update terms set ends_on = least(ends_on, ${day}::date - 1) where state <> 'active' and ends_on >= ${day}::date and starts_on < ${day}::date`;
  await owner`update terms set starts_on = least(starts_on, ${day}::date), ends_on = greatest(ends_on, ${day}::date) where state = 'active'`;
  await owner`
    create table bench_classes as
    select c.id, row_number() over (order by l.position, c.arm) as place
    from classes c join levels l on l.id = c.level_id join class_teachers ct on ct.class_id = c.id and ct.ended_at is null
    join terms t on t.academic_session_id = c.academic_session_id and t.state = 'active'
    order by place limit ${LANES}`;
  await owner`
    with short as (
      select b.id, b.place, ${ROSTER} - (select count(*) from enrolments e where e.class_id = b.id and e.ends_on is null) as missing from bench_classes b
    ), seats as (
      select id, row_number() over (order by place, n) as seat from short, generate_series(1, greatest(missing, 0)) n
    ), others as (
      select e.id, row_number() over (order by e.id) as seat from enrolments e
      where e.ends_on is null and e.class_id not in (select id from bench_classes)
    )
    update enrolments e set class_id = s.id from others o join seats s on s.seat = o.seat where e.id = o.id`;
  const hash = await hashPassword(PASSWORD, 12);
  await owner`update users set password_hash = ${hash}, one_time_hash = null, status = 'active' where status in ('pending', 'active')`;
  await fillLists(owner);
  await owner.unsafe('vacuum analyze');
  return day;
}

/** A time zone in which it is this hour now; the signs of Etc zones run against the usual ones. */
function zoneWithHour(hour: number): string {
  const behind = new Date().getUTCHours() - hour;
  return behind === 0 ? 'Etc/GMT' : `Etc/GMT${behind > 0 ? '+' : ''}${behind}`;
}
