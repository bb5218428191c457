import { sql } from 'drizzle-orm';
import { raiseAuthority } from '@/lib/accounts/authority/commands';
import { answerableId } from '@/lib/platform/actor';
import type { Context } from '@/lib/platform/perform';
import { fullName, searchable } from '@/lib/people/rules';
import { writeRows } from '../commands';
import type { PlannedLink, StudentPlan } from '../plans/rules';
import { texts } from '../queries';
import type { NewLogin } from '../schema';
import type { Guardian } from './rules';

/** Writes new guardians and what was empty on known ones; staff with children get the role parent on their own account. */
export async function writeGuardians(
  ctx: Context,
  guardians: Guardian[],
  accounts: Map<string, NewLogin>,
): Promise<void> {
  const fresh = guardians
    .filter((one) => !one.known?.guardianId)
    .map((one) => ({
      ...one,
      userId: one.known?.userId ?? accounts.get(one.guardianId)?.userId,
      searchName: searchable(fullName(one)),
    }));
  await writeRows(
    ctx.tx,
    fresh,
    (json) => sql`
    insert into guardians (id, user_id, surname, first_name, search_name, occupation)
    select "guardianId", "userId", surname, "firstName", "searchName", occupation
    from jsonb_to_recordset(${json}::jsonb)
      as g("guardianId" uuid, "userId" uuid, surname text, "firstName" text, "searchName" text, occupation text)`,
  );
  const known = guardians.filter((one) => one.known);
  await writeRows(
    ctx.tx,
    known.filter((one) => one.occupation !== one.known?.occupation),
    (json) => sql`
    update guardians d set occupation = g.occupation
    from jsonb_to_recordset(${json}::jsonb) as g("guardianId" uuid, occupation text) where d.id = g."guardianId"`,
  );
  const filled = known
    .filter((one) => one.phone !== one.known?.phone || one.email !== one.known?.email)
    .map((one) => ({ userId: one.known?.userId, phone: one.phone, email: one.email }));
  await writeRows(
    ctx.tx,
    filled,
    (json) => sql`
    update users u set phone = coalesce(u.phone, g.phone), email = coalesce(u.email, g.email)
    from jsonb_to_recordset(${json}::jsonb) as g("userId" uuid, phone text, email text) where u.id = g."userId"`,
  );
  await writeRows(
    ctx.tx,
    fresh.filter((one) => one.known),
    (json) => sql`
    insert into user_roles (user_id, role, granted_by) select "userId", 'parent', ${answerableId(ctx.actor)}::uuid
    from jsonb_to_recordset(${json}::jsonb) as g("userId" uuid) on conflict do nothing`,
  );
}

/** Links of an import are the office's word, so they are verified, except where the names leave a doubt. */
export async function writeLinks(ctx: Context, links: PlannedLink[]): Promise<void> {
  const rows = links.map(({ guardian, ...link }) => ({ ...link, guardianId: guardian.guardianId }));
  await writeRows(
    ctx.tx,
    rows,
    (json) => sql`
    insert into guardian_links (guardian_id, student_id, relationship, priority, verified_at, verified_by)
    select "guardianId", "studentId", relationship, priority,
      case when "isVerified" then ${ctx.now.toISOString()}::timestamptz end,
      case when "isVerified" then ${answerableId(ctx.actor)}::uuid end
    from jsonb_to_recordset(${json}::jsonb)
      as g("guardianId" uuid, "studentId" uuid, relationship text, priority int, "isVerified" boolean)`,
  );
}

/** The people who had an account before and whose reach changed: new links, a new role, a child in another class. */
export async function touchedUsers(ctx: Context, { links, students }: StudentPlan): Promise<string[]> {
  const related = links.flatMap(({ guardian }) => guardian.known?.userId ?? []);
  const moved = students.filter((one) => one.known && one.enrolment);
  const families = await ctx.tx.execute<{ id: string }>(sql`
    select distinct g.user_id as id from guardian_links l join guardians g on g.id = l.guardian_id
    where l.ended_at is null and l.student_id = any ((${texts(moved.map((one) => one.id))})::uuid[])`);
  const own = moved.flatMap((one) => one.known?.userId ?? []);
  const touched = [...new Set([...related, ...own, ...families.map((one) => one.id)])];
  await raiseAuthority(ctx.tx, touched);
  return touched;
}
