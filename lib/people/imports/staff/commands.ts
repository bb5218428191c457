import { sql } from 'drizzle-orm';
import { raiseAuthority } from '@/lib/accounts/authority/commands';
import { createAccounts } from '@/lib/accounts/commands';
import { answerableId } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { fullName, searchable } from '@/lib/people/rules';
import { allowLongWork, beginImport, planHeld, refuseProblems, writeRows } from '../commands';
import { onlySuperAdmin, shownFindings } from '../rules';
import type { Findings, ImportSource, NewLogin, Report } from '../schema';
import { planStaff, type PlannedStaff, type StaffPlan } from './plans/rules';
import { findKnownStaff, lockStaff } from './queries';
import { readStaffFile } from './rules';
import type { StaffCounts, StaffPreview } from './schema';

/** What an import of this staff file would do, with every problem by row and column. Writes nothing. */
export async function previewStaff(ctx: Context, file: ImportSource): Promise<StaffPreview> {
  const { counts, ...findings } = await checkStaff(ctx, file);
  return { ...counts, ...shownFindings(findings) };
}

/** As the preview, with all findings and not only the first. */
export async function checkStaff(ctx: Context, file: ImportSource): Promise<Findings & { counts: StaffCounts }> {
  await allowLongWork(ctx.tx);
  const { counts, problems, warnings } = (await planFile(ctx, file)).plan;
  return { counts, problems, warnings };
}

export type ImportedStaff = StaffPreview & { logins: NewLogin[] };

/** Imports a staff file in the caller's transaction, all or nothing; the same file again changes nothing. */
export async function commitStaff(
  ctx: Context,
  file: ImportSource,
  report: Report = () => undefined,
): Promise<ImportedStaff> {
  await beginImport(ctx.tx);
  report('reading', 0);
  const { plan, termId } = await planHeld(() => planFile(ctx, file), {
    changed: (found) => found.plan.staff.flatMap((one) => (one.known && one.isChanged ? [one.known.userId] : [])),
    lock: (userIds) => lockStaff(ctx.tx, userIds),
  });
  const preview = previewOf(plan);
  refuseProblems(preview);
  refusePromotion(ctx, plan);

  report('accounts', 0.2);
  const logins = await openAccounts(ctx, plan.staff);
  report('staff', 0.5);
  await writeStaff(ctx, plan.staff, logins);
  report('classes', 0.8);
  const relieved = await writeClassTeachers(ctx, plan.staff);
  await writeAssignments(ctx, plan.staff, termId);
  await record(ctx, plan, relieved);
  report('done', 1);
  return { ...preview, logins: [...logins.values()] };
}

async function planFile(ctx: Context, file: ImportSource) {
  const read = readStaffFile(file);
  const known = await findKnownStaff(ctx.tx, read, ctx.now);
  return { plan: planStaff(read, known), termId: known.termId };
}

const previewOf = (plan: StaffPlan): StaffPreview => ({ ...plan.counts, ...shownFindings(plan) });

function refusePromotion({ actor }: Context, { counts }: StaffPlan): void {
  const isOwner = actor.kind === 'system' || (actor.kind === 'person' && actor.roles.has('super-admin'));
  if (isOwner || counts.forSuperAdmin === 0) return;
  throw new AppError('FORBIDDEN', onlySuperAdmin);
}

async function openAccounts(ctx: Context, staff: PlannedStaff[]): Promise<Map<string, NewLogin>> {
  const fresh = staff.filter((one) => !one.known);
  const made = await createAccounts(
    ctx,
    fresh.map(({ row }) => ({
      displayName: displayName(row),
      role: row.role,
      phone: row.phone || null,
      email: row.email || null,
    })),
  );
  return new Map(
    fresh.flatMap((one, index) => {
      const login = made[index];
      return login
        ? [
            [
              one.staffId,
              {
                userId: login.id,
                username: login.username,
                password: login.password,
                name: displayName(one.row),
              },
            ],
          ]
        : [];
    }),
  );
}

const displayName = (row: { surname: string; first_name: string }) =>
  fullName({ surname: row.surname, firstName: row.first_name });

async function writeStaff(ctx: Context, staff: PlannedStaff[], logins: Map<string, NewLogin>): Promise<void> {
  const rows = staff
    .filter((one) => one.isChanged)
    .map(({ staffId, row, known }) => ({
      ...row,
      staffId,
      userId: known?.userId ?? logins.get(staffId)?.userId,
      isKnown: Boolean(known),
      title: row.title || known?.staff?.title || '',
      displayName: displayName(row),
      searchName: searchable(displayName(row)),
    }));
  await writeRows(
    ctx.tx,
    rows,
    (json) => sql`
    insert into staff (id, user_id, title, surname, first_name, search_name, gender)
    select "staffId", "userId", title, surname, first_name, "searchName", gender
    from jsonb_to_recordset(${json}::jsonb) as g("staffId" uuid, "userId" uuid, title text, surname text, first_name text,
      "searchName" text, gender text)
    on conflict (id) do update set title = excluded.title, surname = excluded.surname, first_name = excluded.first_name,
      search_name = excluded.search_name, gender = excluded.gender`,
  );
  const known = rows.filter((row) => row.isKnown);
  await writeRows(
    ctx.tx,
    known,
    (json) => sql`
    with given as (select * from jsonb_to_recordset(${json}::jsonb) as g("userId" uuid, role text, "displayName" text)),
      named as (update users u set display_name = g."displayName" from given g where u.id = g."userId")
    insert into user_roles (user_id, role, granted_by) select "userId", role, ${answerableId(ctx.actor)}::uuid from given g
    where not exists (select 1 from user_roles r where r.user_id = g."userId" and r.role = 'super-admin')
    on conflict do nothing`,
  );
}

/** One class teacher for a class, one class for a class teacher: whoever held either before is relieved. */
async function writeClassTeachers(ctx: Context, staff: PlannedStaff[]): Promise<string[]> {
  const leads = staff.flatMap((one) => (one.leads ? [{ staffId: one.staffId, classId: one.leads }] : []));
  const given = JSON.stringify(leads);
  const relieved = await ctx.tx.execute<{ userId: string }>(sql`
    update class_teachers t set ended_at = ${ctx.now.toISOString()}::timestamptz, ended_by = ${answerableId(ctx.actor)}::uuid
    from jsonb_to_recordset(${given}::jsonb) as g("staffId" uuid, "classId" uuid)
    where t.ended_at is null and (t.class_id = g."classId" or t.staff_id = g."staffId")
    returning (select s.user_id from staff s where s.id = t.staff_id) as "userId"`);
  await ctx.tx.execute(sql`
    insert into class_teachers (staff_id, class_id, started_at) select "staffId", "classId", ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as g("staffId" uuid, "classId" uuid)`);
  return relieved.map((one) => one.userId);
}

async function writeAssignments(ctx: Context, staff: PlannedStaff[], termId: string | null): Promise<void> {
  const teaches = staff.flatMap((one) =>
    one.teaches.map((assignment) => ({ staffId: one.staffId, ...assignment })),
  );
  await writeRows(
    ctx.tx,
    teaches,
    (json) => sql`
    insert into teaching_assignments (staff_id, class_id, subject_id, term_id)
    select "staffId", "classId", "subjectId", ${termId}::uuid
    from jsonb_to_recordset(${json}::jsonb) as g("staffId" uuid, "classId" uuid, "subjectId" uuid) on conflict do nothing`,
  );
}

async function record(ctx: Context, { staff, counts }: StaffPlan, relieved: string[]): Promise<void> {
  const changed = staff.filter((one) => one.isChanged || one.leads || one.teaches.length > 0);
  const touched = [...new Set([...relieved, ...changed.flatMap((one) => one.known?.userId ?? [])])];
  await raiseAuthority(ctx.tx, touched);
  ctx.record({
    name: 'people.staff-imported',
    subjectId: ctx.requestId,
    tables: changed.length > 0 ? ['staff', 'class_teachers', 'teaching_assignments'] : [],
    scopes: changed.length > 0 ? ['school', ...touched.map((id) => `user:${id}`)] : [],
    detail: { ...counts },
  });
}
