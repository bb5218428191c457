import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { classes, departments, enrolments, guardians, levels, staff, students, users } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { guardiansMatching } from '../guardians/queries';
import { staffMatching } from '../staff/queries';
import { currentEnrolment } from '../students/queries';
import { selected } from '../students/selection/queries';
import type { Selection } from '../students/selection/schema';
import { guardianCells, MOST_ROWS, phoneOf, type ExportedGuardian } from './rules';

/** The students of a selection with the guardians whose links stand, one line each, one more than a file may hold. */
export async function studentLines(actor: Actor, selection: Selection, tx: Tx): Promise<string[][]> {
  const rows = await tx
    .select({
      number: students.admissionNumber, surname: students.surname, firstName: students.firstName, otherNames: students.otherNames, gender: students.gender,
      born: students.dateOfBirth, level: levels.name, arm: classes.arm, department: departments.name, state: students.stateOfOrigin, lga: students.lga,
      address: students.address, previous: students.previousSchool, house: students.house, emergencyName: students.emergencyName, emergencyPhone: students.emergencyPhone,
      guardians: sql<ExportedGuardian[]>`(select coalesce(jsonb_agg(jsonb_build_object('relationship', l.relationship, 'surname', g.surname, 'firstName', g.first_name,
        'phone', u.phone, 'email', u.email, 'occupation', g.occupation) order by l.priority, l.created_at), '[]')
        from guardian_links l join guardians g on g.id = l.guardian_id join users u on u.id = g.user_id where l.student_id = students.id and l.ended_at is null and l.verified_at is not null)`,
    })
    .from(students).leftJoin(enrolments, currentEnrolment).leftJoin(classes, eq(classes.id, enrolments.classId))
    .leftJoin(levels, eq(levels.id, classes.levelId)).leftJoin(departments, eq(departments.id, enrolments.departmentId))
    .where(selected(actor, selection)).orderBy(students.searchName, students.id).limit(MOST_ROWS + 1);
  return rows.map((row) => {
    const { own, more } = guardianCells(row.guardians);
    return [
      row.number, row.surname, row.firstName, row.otherNames, row.gender, row.born, row.level ?? '', row.arm ?? '', row.department ?? '',
      row.state, row.lga, row.address, row.previous, ...own, row.house, row.emergencyName, phoneOf(row.emergencyPhone), more,
    ];
  });
}

/** The guardians that a search of the directory finds, with their children. */
export async function guardianLines(actor: Actor, search: { q: string }, tx: Tx): Promise<string[][]> {
  const rows = await tx
    .select({
      surname: guardians.surname, firstName: guardians.firstName, phone: users.phone, email: users.email, occupation: guardians.occupation,
      username: users.username, status: users.status,
      children: sql<string | null>`(select string_agg(s.surname || ' ' || s.first_name || ' (' || s.admission_number || ')', '; ' order by s.date_of_birth)
        from guardian_links l join students s on s.id = l.student_id where l.guardian_id = guardians.id and l.ended_at is null)`,
    })
    .from(guardians).innerJoin(users, eq(users.id, guardians.userId))
    .where(guardiansMatching(actor, search.q)).orderBy(guardians.searchName, guardians.id).limit(MOST_ROWS + 1);
  return rows.map((row) => [row.surname, row.firstName, phoneOf(row.phone), row.email ?? '', row.occupation, row.username, row.status, row.children ?? '']);
}

/** The staff that a search of the directory finds, with the class they lead and what they teach. */
export async function staffLines(actor: Actor, search: { q: string; role?: string }, tx: Tx): Promise<string[][]> {
  const rows = await tx
    .select({
      title: staff.title, surname: staff.surname, firstName: staff.firstName, gender: staff.gender, phone: users.phone, email: users.email,
      username: users.username, status: users.status,
      role: sql<string>`(select string_agg(r.role, '; ' order by r.role) from user_roles r where r.user_id = users.id and r.role in ('super-admin', 'admin', 'teacher'))`,
      leads: sql<string | null>`(select string_agg(c.name, '; ' order by c.name) from class_teachers t join classes c on c.id = t.class_id where t.staff_id = staff.id and t.ended_at is null)`,
      teaches: sql<string | null>`(select string_agg(distinct s.name, '; ' order by s.name) from teaching_assignments t join subjects s on s.id = t.subject_id where t.staff_id = staff.id and t.ended_at is null)`,
    })
    .from(staff).innerJoin(users, eq(users.id, staff.userId))
    .where(staffMatching(actor, search)).orderBy(staff.searchName, staff.id).limit(MOST_ROWS + 1);
  return rows.map((row) => [
    row.title, row.surname, row.firstName, row.gender, row.role ?? '', phoneOf(row.phone), row.email ?? '', row.leads ?? '', row.teaches ?? '', row.username, row.status,
  ]);
}
