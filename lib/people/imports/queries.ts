import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { departments, levels, schools } from '@/db/schema';
import { findRunningSession } from '@/lib/calendar/queries';
import { schoolDay } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { KnownAccount } from './guardians/rules';
import type { KnownClass, SchoolFacts } from './placements/rules';

/** A list of texts as one parameter, whatever its length. */
export const texts = (values: Iterable<string>) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify([...values])}::jsonb))`;

/** The running session with its classes, levels and departments, read in the import's own transaction. */
export async function schoolFacts(tx: Tx, now: Date): Promise<SchoolFacts> {
  const [school] = await tx
    .select({ timeZone: schools.timeZone, usernamePrefix: schools.usernamePrefix })
    .from(schools);
  if (!school) throw new AppError('LOCKED', 'The school is not set up yet.');
  const session = await findRunningSession(now, tx);
  const classes = await tx.execute<KnownClass>(sql`
    select c.id, c.name, c.arm, l.name as "levelName", l.stage, l.position,
      exists (select 1 from registers r where r.class_id = c.id) as "hasOpened"
    from classes c join levels l on l.id = c.level_id where c.academic_session_id = ${session?.id ?? null}::uuid`);
  return {
    today: schoolDay(now, school.timeZone),
    usernamePrefix: school.usernamePrefix,
    session,
    classes: [...classes],
    levels: await tx.select({ name: levels.name, stage: levels.stage }).from(levels),
    departments: await tx
      .select({ id: departments.id, name: departments.name })
      .from(departments)
      .orderBy(departments.name),
  };
}

/** The accounts that phone numbers or e-mail addresses belong to, deleted ones included. */
export async function findAccounts(
  tx: Tx,
  phones: Set<string>,
  emails: Set<string>,
): Promise<KnownAccount[]> {
  const rows = await tx.execute<KnownAccount>(sql`
    with found as (
      select id from users where phone = any (${texts(phones)})
      union select id from users where lower(email) = any (${texts(emails)})
    )
    select u.id as "userId", u.username, u.phone, lower(u.email) as email, u.deleted_at is not null as "isDeleted",
      coalesce(g.surname, st.surname, u.display_name) as surname,
      coalesce(g.first_name, st.first_name, '') as "firstName",
      coalesce(g.occupation, '') as occupation, g.id as "guardianId", s.id is not null as "isStudent"
    from found f join users u on u.id = f.id left join guardians g on g.user_id = u.id
    left join staff st on st.user_id = u.id left join students s on s.user_id = u.id`);
  return [...rows];
}
