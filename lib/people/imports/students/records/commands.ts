import { sql } from 'drizzle-orm';
import { openAgain } from '@/lib/accounts/commands';
import { lockClasses } from '@/lib/classes/seats/queries';
import { answerableId } from '@/lib/platform/actor';
import type { Context } from '@/lib/platform/perform';
import { fullName } from '@/lib/people/rules';
import { writeRows } from '../../commands';
import { searchName } from '../../identities/rules';
import type { PlannedStudent } from '../../plans/rules';
import type { NewLogin } from '../../schema';

/** Inserts new students and updates changed ones, with what the class teacher must know about their health. */
export async function writeRecords(
  ctx: Context,
  students: PlannedStudent[],
  accounts: Map<string, NewLogin>,
): Promise<void> {
  const written = students.flatMap((student) => {
    const isChanged = student.changed.some((column) => column !== 'class');
    return student.known && !isChanged ? [] : [rowOf(student, accounts)];
  });
  await writeRows(
    ctx.tx,
    written.filter((row) => row.ownNumber),
    (json) => sql`
    update users u set username = g."ownNumber"
    from jsonb_to_recordset(${json}::jsonb) as g("userId" uuid, "ownNumber" text) where u.id = g."userId"`,
  );
  await writeRows(
    ctx.tx,
    written.filter((row) => !row.isNew),
    (json) => sql`
    update users u set display_name = g."displayName"
    from jsonb_to_recordset(${json}::jsonb) as g("userId" uuid, "displayName" text)
    where u.id = g."userId" and u.display_name <> g."displayName"`,
  );
  await writeRows(
    ctx.tx,
    written,
    (json) => sql`
    insert into students (id, user_id, admission_number, surname, first_name, other_names, search_name, gender,
      date_of_birth, state_of_origin, lga, address, previous_school)
    select id, "userId", number, surname, first_name, other_names, "searchName", gender, date_of_birth, state_of_origin, lga, address, previous_school
    from jsonb_to_recordset(${json}::jsonb) as g(id uuid, "userId" uuid, number text, surname text, first_name text,
      other_names text, "searchName" text, gender text, date_of_birth date, state_of_origin text, lga text, address text, previous_school text)
    on conflict (id) do update set surname = excluded.surname, first_name = excluded.first_name,
      other_names = excluded.other_names, search_name = excluded.search_name, gender = excluded.gender,
      date_of_birth = excluded.date_of_birth, state_of_origin = excluded.state_of_origin, lga = excluded.lga, address = excluded.address,
      previous_school = excluded.previous_school`,
  );
  await writeRows(
    ctx.tx,
    written.filter((row) => row.blood_group || row.genotype || row.allergies),
    (json) => sql`
    insert into student_medical (student_id, blood_group, genotype, allergies)
    select id, blood_group, genotype, allergies
    from jsonb_to_recordset(${json}::jsonb) as g(id uuid, blood_group text, genotype text, allergies text)
    on conflict (student_id) do update set blood_group = excluded.blood_group, genotype = excluded.genotype,
      allergies = excluded.allergies
    where (student_medical.blood_group, student_medical.genotype, student_medical.allergies)
      is distinct from (excluded.blood_group, excluded.genotype, excluded.allergies)`,
  );
}

function rowOf({ id, known, ownNumber, record }: PlannedStudent, accounts: Map<string, NewLogin>) {
  const account = accounts.get(id);
  const names = { surname: record.surname, firstName: record.first_name, otherNames: record.other_names };
  return {
    ...record,
    id,
    ownNumber,
    isNew: !known,
    userId: known?.userId ?? account?.userId,
    number: known?.admissionNumber ?? account?.username,
    searchName: searchName(record),
    displayName: fullName(names),
  };
}

/** Ends, corrects and opens enrolments, and plans those of a session to come; what happened in the old class stays written there. */
export async function writeEnrolments(ctx: Context, students: PlannedStudent[]): Promise<void> {
  const changes = students.flatMap(({ id, enrolment, placement }) =>
    enrolment
      ? [{ studentId: id, classId: placement.class.id, departmentId: placement.departmentId, ...enrolment }]
      : [],
  );
  const ends = changes.flatMap((change) => (change.kind === 'move' ? [change.ends] : []));
  const back = students.flatMap(({ known, enrolment }) => (known && enrolment?.kind === 'start' ? [known.userId] : []));
  await lockClasses(ctx.tx, changes.map((change) => change.classId));
  await openAgain(ctx.tx, back);
  await writeRows(
    ctx.tx,
    ends,
    (json) => sql`
    update enrolments e set ends_on = g."endsOn", outcome = g.outcome
    from jsonb_to_recordset(${json}::jsonb) as g(id uuid, "endsOn" date, outcome text) where e.id = g.id`,
  );
  await writeRows(
    ctx.tx,
    changes.filter((change) => change.kind === 'correct'),
    (json) => sql`
    update enrolments e set class_id = g."classId", department_id = g."departmentId"
    from jsonb_to_recordset(${json}::jsonb) as g(id uuid, "classId" uuid, "departmentId" uuid) where e.id = g.id`,
  );
  await writeRows(
    ctx.tx,
    changes.filter((change) => change.kind === 'start' || change.kind === 'move'),
    (json) => sql`
    insert into enrolments (student_id, class_id, department_id, starts_on)
    select "studentId", "classId", "departmentId", "startsOn"
    from jsonb_to_recordset(${json}::jsonb) as g("studentId" uuid, "classId" uuid, "departmentId" uuid, "startsOn" date)`,
  );
  await writeRows(
    ctx.tx,
    changes.filter((change) => change.kind === 'plan'),
    (json) => sql`
    insert into planned_placements (kind, student_id, class_id, department_id, starts_on, outcome, may_overfill, asked_at, asked_by)
    select act, "studentId", "classId", "departmentId", "startsOn", outcome, true, ${ctx.now.toISOString()}::timestamptz, ${answerableId(ctx.actor)}::uuid
    from jsonb_to_recordset(${json}::jsonb) as g(act text, "studentId" uuid, "classId" uuid, "departmentId" uuid, "startsOn" date, outcome text)
    on conflict (student_id) do update set kind = excluded.kind, class_id = excluded.class_id, department_id = excluded.department_id,
      starts_on = excluded.starts_on, outcome = excluded.outcome, may_overfill = true, asked_at = excluded.asked_at, asked_by = excluded.asked_by`,
  );
}
