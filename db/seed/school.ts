import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  academicSessions, classTeachers, classes, counters, enrolments, guardianLinks, guardians, levels, schools, staff, students,
  subjects, teachingAssignments, terms, userRoles, users,
} from '@/db/schema';
import { searchable } from '@/lib/people/rules';
import { roles, type Role } from '@/lib/platform/actor';
import { plusDays, type Day } from '@/lib/platform/dates';

type Name = { surname: string; firstName: string };

/**
 * The cast that every test speaks of. Grace Bello is class teacher of JSS 2A; Mr Obi teaches it Mathematics;
 * Mrs Musa has JSS 2B. Tunde and Amina are in 2A, Chidi in 2B. Tunde's mother has Tunde and Chidi; Amina's father Amina.
 * A former teacher left 2A; a former guardian of Tunde lost the link; a suspended teacher still has a class on paper.
 * The school opens on all seven days, so that the tests are green at weekends.
 */
export async function seedSchool(tx: Tx, today: Day) {
  await tx.insert(schools).values({
    name: 'Treasure-Home School', shortName: 'THS', motto: 'Honesty and Success', weekDays: [1, 2, 3, 4, 5, 6, 7],
    correctionSeconds: 120, registerDueAt: '23:59',
    // Tests that are about it switch it on.
    requireSecondFactor: false,
  });
  // The cast's own usernames are written by hand; whoever comes later gets a number above them.
  await tx.insert(counters).values(roles.map((role) => ({ name: `username:${role}`, value: 900 })));
  const [session] = await tx.insert(academicSessions)
    .values({ name: '2026/2027', startsOn: plusDays(today, -70), endsOn: plusDays(today, 230) }).returning();
  const [term] = await tx.insert(terms)
    .values({ academicSessionId: must(session).id, number: 1, name: 'First', startsOn: plusDays(today, -70), endsOn: plusDays(today, 30), state: 'active' })
    .returning();
  const [level] = await tx.insert(levels).values({ name: 'JSS 2', stage: 'junior-secondary', position: 11 }).returning();
  const made = await tx.insert(classes).values(['A', 'B'].map((arm) => ({
    academicSessionId: must(session).id, levelId: must(level).id, arm, name: `JSS 2${arm}`, capacity: 40,
  }))).returning();
  const [maths] = await tx.insert(subjects).values({ name: 'Mathematics' }).returning();
  const [class2A, class2B] = [must(made[0]), must(made[1])];

  const superAdmin = await member(tx, { surname: 'Adéyẹmí', firstName: 'Kẹ́hìndé', title: 'Dr' }, ['super-admin'], 'THS-SUP-001');
  const admin = await member(tx, { surname: 'Ehigie', firstName: 'Osasere', title: 'Miss' }, ['admin'], 'THS-ADM-001');
  const grace = await member(tx, { surname: 'Bello', firstName: 'Grace', title: 'Mrs' }, ['teacher'], 'THS-TCH-001');
  const mrObi = await member(tx, { surname: 'Obi', firstName: 'Chinedu', title: 'Mr' }, ['teacher'], 'THS-TCH-002');
  const mrsMusa = await member(tx, { surname: 'Musa', firstName: 'Fatima', title: 'Mrs' }, ['teacher'], 'THS-TCH-003');
  const formerTeacher = await member(tx, { surname: 'Briggs', firstName: 'Tamuno', title: 'Mr' }, ['teacher'], 'THS-TCH-004');
  const suspendedTeacher = await member(tx, { surname: 'Sani', firstName: 'Rukayya', title: 'Mrs' }, ['teacher'], 'THS-TCH-005');
  await tx.insert(classTeachers).values([
    { classId: class2A.id, staffId: grace.staffId },
    { classId: class2B.id, staffId: mrsMusa.staffId },
    { classId: class2A.id, staffId: formerTeacher.staffId, endedAt: sql`now()`, endedBy: admin.id },
  ]);
  await tx.insert(teachingAssignments).values([
    { staffId: mrObi.staffId, classId: class2A.id, subjectId: must(maths).id, termId: must(term).id },
    { staffId: suspendedTeacher.staffId, classId: class2A.id, subjectId: must(maths).id, termId: must(term).id },
  ]);
  await tx.update(users).set({ status: 'suspended' }).where(sql`id = ${suspendedTeacher.id}`);

  const enrol = (name: Name, classId: string, number: number) => pupil(tx, name, { classId, number, startsOn: plusDays(today, -70) });
  const tunde = await enrol({ surname: 'Adébáyọ̀', firstName: 'Túndé' }, class2A.id, 1);
  const amina = await enrol({ surname: 'Danjuma', firstName: 'Amina' }, class2A.id, 2);
  const chidi = await enrol({ surname: 'Adébáyọ̀', firstName: 'Chidi' }, class2B.id, 3);
  const tundesMother = await parent(tx, { surname: 'Adébáyọ̀', firstName: 'Ìyábọ̀' }, 1, '+2348031234567');
  const aminasFather = await parent(tx, { surname: 'Danjuma', firstName: 'Bashir' }, 2, '+2348031234568');
  const formerGuardian = await parent(tx, { surname: 'Ọlájídé', firstName: 'Fẹ́mi' }, 3, '+2348031234569');
  const unverifiedGuardian = await parent(tx, { surname: 'Eze', firstName: 'Adaeze' }, 4, '+2348031234560');
  await tx.insert(guardianLinks).values([
    { guardianId: tundesMother.guardianId, studentId: tunde.id, relationship: 'mother', verifiedAt: sql`now()` },
    { guardianId: tundesMother.guardianId, studentId: chidi.id, relationship: 'mother', verifiedAt: sql`now()` },
    { guardianId: aminasFather.guardianId, studentId: amina.id, relationship: 'father', verifiedAt: sql`now()` },
    { guardianId: formerGuardian.guardianId, studentId: tunde.id, relationship: 'uncle', verifiedAt: sql`now()`, endedAt: sql`now()` },
    { guardianId: unverifiedGuardian.guardianId, studentId: tunde.id, relationship: 'aunt' },
  ]);
  return {
    today, term: must(term), maths: must(maths), class2A, class2B, superAdmin, admin, grace, mrObi, mrsMusa, formerTeacher, suspendedTeacher,
    tunde, amina, chidi, tundesMother, aminasFather, formerGuardian, unverifiedGuardian,
  };
}

export type Cast = Awaited<ReturnType<typeof seedSchool>>;

async function account(tx: Tx, name: Name, given: Role[], { username, phone }: { username: string; phone?: string }) {
  const [user] = await tx.insert(users)
    .values({ username, phone, displayName: `${name.surname} ${name.firstName}`, status: 'active', passwordHash: 'never-matches' }).returning();
  await tx.insert(userRoles).values(given.map((role) => ({ userId: must(user).id, role })));
  return must(user);
}

async function member(tx: Tx, { title, ...name }: Name & { title: string }, given: Role[], username: string) {
  const user = await account(tx, name, given, { username });
  const [row] = await tx.insert(staff)
    .values({ ...name, title, userId: user.id, searchName: searchable(`${name.surname} ${name.firstName}`), gender: 'female' }).returning();
  return { ...name, id: user.id, username, staffId: must(row).id };
}

async function parent(tx: Tx, name: Name, number: number, phone: string) {
  const username = `THS-PAR-00${number}`;
  const user = await account(tx, name, ['parent'], { username, phone });
  const [row] = await tx.insert(guardians)
    .values({ ...name, userId: user.id, searchName: searchable(`${name.surname} ${name.firstName}`) }).returning();
  return { ...name, id: user.id, username, phone, guardianId: must(row).id };
}

/** One enrolled student with an account; `number` makes the admission number. */
export async function pupil(tx: Tx, name: Name, place: { classId: string; number: number; startsOn: Day }) {
  const admissionNumber = `THS-STU-${String(place.number).padStart(3, '0')}`;
  const user = await account(tx, name, ['student'], { username: admissionNumber });
  const [row] = await tx.insert(students).values({
    ...name, userId: user.id, admissionNumber, searchName: searchable(`${name.surname} ${name.firstName}`), gender: 'male', dateOfBirth: '2014-05-01',
  }).returning();
  const student = must(row);
  await tx.insert(enrolments).values({ studentId: student.id, classId: place.classId, startsOn: place.startsOn });
  return { ...name, id: student.id, userId: user.id, admissionNumber };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the seed made nothing');
  return value;
}
