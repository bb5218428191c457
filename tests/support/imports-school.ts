import { sql } from 'drizzle-orm';
import { allowSlowStatements } from '@/db/client';
import { hashPassword } from '@/lib/platform/hashing';
import { schoolDay } from '@/lib/platform/dates';
import { asSystem } from '@/lib/platform/system';
import { readStudentFile } from '@/lib/people/imports/students/rules';
import { demoFile } from '@/scripts/demo/load';
import { classesOf, setUpDemoSchool } from '@/scripts/demo/school';
import { createOwner } from '@/scripts/demo/cast';
import { OFFICE_PASSWORD, type Office } from './imports';
import { signedIn } from './people';

/** The tables whose contents an undo must bring back to the letter. */
export const peopleTables = [
  'users', 'user_roles', 'students', 'student_medical', 'guardians', 'guardian_links', 'staff', 'enrolments', 'class_teachers',
  'teaching_assignments', 'counters',
] as const;

/** One sum per table over all its rows and columns, but for what every sign-in and change of rights raises. */
export async function checksums(): Promise<Record<string, string>> {
  return asSystem('look', async ({ tx }) => {
    const sums: Record<string, string> = {};
    for (const table of peopleTables) {
      const [row] = await tx.execute<{ sum: string }>(sql`
        select count(*) || ' ' || coalesce(md5(string_agg(line, '|' order by line)), '') as sum
        from (select (to_jsonb(t) - 'authority_version')::text as line from ${sql.identifier(table)} t) lines`);
      sums[table] = row?.sum ?? '';
    }
    return sums;
  });
}

/** A school with calendar, levels, subjects and classes, one super admin, and nobody else: the afternoon before the import. */
export async function emptySchool(): Promise<Office> {
  const roll = await demoFile('school-roll.csv');
  const hash = await hashPassword(OFFICE_PASSWORD, 4);
  return asSystem('test', async (ctx) => {
    await allowSlowStatements(ctx.tx, 60_000);
    const today = schoolDay(ctx.now, 'Africa/Lagos');
    await setUpDemoSchool(ctx, { today, classes: classesOf(readStudentFile(roll, today).rows) });
    await createOwner(ctx);
    const [owner] = await ctx.tx.execute<{ id: string }>(sql`
      update users set password_hash = ${hash}, one_time_hash = null, status = 'active' where id = (select user_id from user_roles where role = 'super-admin') returning id`);
    return owner?.id ?? '';
  }).then(async (id) => ({ id, caller: await signedIn({ id }) }));
}
