import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/lib/platform/dates';
import type { CurrentEnrolment } from '../placements/rules';
import type { KnownStudent, StudentRecord } from '../identities/rules';
import type { Known, KnownLink } from '../plans/rules';
import { findAccounts, texts } from '../queries';
import type { StudentFile } from './rules';

/** Holds students as an edit of one of them does. */
export async function lockStudents(tx: Tx, ids: string[]): Promise<void> {
  await tx.execute(sql`select 1 from students where id = any ((${texts(ids)})::uuid[]) order by id for update`);
}

/** Everything the school has that a row of the file may mean. */
export async function findKnown(tx: Tx, file: StudentFile): Promise<Known> {
  const guardians = file.rows.flatMap((row) => row.guardians);
  const phones = new Set(guardians.flatMap(({ phone }) => phone || []));
  const emails = new Set(guardians.flatMap(({ email }) => email || []));
  const numbers = new Set(file.rows.flatMap((row) => row.admission_number?.toUpperCase() || []));
  const birthdays = new Set(file.rows.map((row) => row.date_of_birth));
  const students = await findStudents(tx, numbers, birthdays);
  const links = await tx.execute<KnownLink>(sql`
    select guardian_id as "guardianId", student_id as "studentId", bool_and(ended_at is not null) as "isEnded"
    from guardian_links where student_id = any ((${texts(students.map((one) => one.id))})::uuid[]) group by 1, 2`);
  const taken = await tx.execute<{ username: string }>(
    sql`select username from users where upper(username) = any (${texts(numbers)})`,
  );
  return {
    students,
    links: [...links],
    accounts: await findAccounts(tx, phones, emails),
    takenNumbers: taken.map((one) => one.username),
  };
}

type StudentWithRecord = Omit<KnownStudent, 'record' | 'enrolment' | 'leftOn' | 'planned'> &
  StudentRecord & { enrolment: CurrentEnrolment | null; leftOn: Day | null; planned: KnownStudent['planned'] };

/** By number, or by birthday: names are compared afterwards, because they have more than one spelling. */
async function findStudents(tx: Tx, numbers: Set<string>, birthdays: Set<string>): Promise<KnownStudent[]> {
  const rows = await tx.execute<StudentWithRecord>(sql`
    select s.id, s.user_id as "userId", s.admission_number as "admissionNumber", s.surname, s.first_name, s.other_names,
      s.gender, s.date_of_birth::text as date_of_birth, s.state_of_origin, s.lga, s.address, s.previous_school,
      coalesce(m.blood_group, '') as blood_group, coalesce(m.genotype, '') as genotype, coalesce(m.allergies, '') as allergies,
      (select max(o.ends_on)::text from enrolments o where o.student_id = s.id) as "leftOn",
      case when e.id is null then null else jsonb_build_object('id', e.id, 'classId', e.class_id, 'departmentId', e.department_id,
        'startsOn', e.starts_on, 'sessionId', c.academic_session_id, 'position', l.position) end as enrolment,
      (select jsonb_build_object('classId', p.class_id, 'departmentId', p.department_id) from planned_placements p where p.student_id = s.id) as planned
    from students s left join student_medical m on m.student_id = s.id
    left join enrolments e on e.student_id = s.id and e.ends_on is null
    left join classes c on c.id = e.class_id left join levels l on l.id = c.level_id
    where s.date_of_birth = any ((${texts(birthdays)})::date[]) or upper(s.admission_number) = any (${texts(numbers)})`);
  return rows.map(({ id, userId, admissionNumber, enrolment, leftOn, planned, ...record }) => ({
    id,
    userId,
    admissionNumber,
    enrolment,
    leftOn,
    planned,
    record,
  }));
}
