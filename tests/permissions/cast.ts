import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  classTeachers,
  enrolments,
  guardianLinks,
  guardians,
  staff,
  studentMedical,
  students,
  subjects,
  teachingAssignments,
  userGrants,
  userRoles,
  users,
} from '@/db/schema';
import { pupil, seedSchool, type Cast } from '@/db/seed/school';
import { plusDays } from '@/lib/platform/dates';
import { hashPassword } from '@/lib/platform/hashing';
import { oneTimeHash } from '@/lib/platform/secrets';
import { asSystem } from '@/lib/platform/system';
import { today } from '@/tests/support/people';
import { places } from './world';

export const PASSWORD = 'the river is wide today';

export type Ids = {
  cast: Cast;
  users: Record<string, string>;
  students: Record<string, string>;
  classes: Record<string, string>;
  usernames: Record<string, string>;
  /** Guardians by name, and the newest link of each. */
  guardians: Record<string, string>;
  links: Record<string, string>;
};

/** The named cast with those who moved, left, were suspended, or have not begun; each child carries canaries. */
export async function seedEveryone(): Promise<Ids> {
  const hash = await hashPassword(PASSWORD, 4);
  return asSystem('seed', async ({ tx }) => {
    const cast = await seedSchool(tx, today());
    const more = { ...(await movedAndLeft(tx, cast)), ...(await moreAdults(tx, cast)) };
    const pupils = { tunde: cast.tunde, amina: cast.amina, chidi: cast.chidi, ...more.pupils };
    const userIds = {
      ...Object.fromEntries(Object.entries(pupils).map(([name, one]) => [name, one.userId])),
      ...Object.fromEntries(
        Object.entries(cast).flatMap(([name, one]) =>
          typeof one === 'object' && 'id' in one && name in places && !(name in pupils)
            ? [[name, one.id]]
            : [],
        ),
      ),
      ...more.adults,
    };
    await tx
      .update(users)
      .set({ passwordHash: hash })
      .where(sql`true`);
    await tx
      .update(users)
      .set({ passwordHash: null, oneTimeHash: oneTimeHash('AAAA-BBBB'), status: 'pending' })
      .where(eq(users.id, userIds.newTeacher ?? ''));
    const status = async (name: string, to: object) =>
      tx
        .update(users)
        .set(to)
        .where(eq(users.id, userIds[name] ?? ''));
    for (const name of ['suspendedAdmin', 'suspendedMother', 'suspendedStudent'])
      await status(name, { status: 'suspended' });
    await status('superAdmin', { email: 'head@example.ng' });
    await status('disabledMother', { status: 'disabled' });
    await status('deletedMother', { deletedAt: new Date(0) });
    const studentIds = Object.fromEntries(Object.entries(pupils).map(([name, one]) => [name, one.id]));
    await addCanaries(tx, studentIds);
    const holders = Object.keys(places).filter((name) => places[name]?.isSafeguarding);
    const grantedBy = cast.superAdmin.id;
    await tx.insert(userGrants).values(holders.map((name) => ({ userId: userIds[name] ?? '', name: 'safeguarding' as const, grantedAt: new Date(0), grantedBy })));
    const rows = await tx
      .select({ id: users.id, username: users.username })
      .from(users)
      .where(inArray(users.id, Object.values(userIds)));
    const guardianRows = await tx.select({ id: guardians.id, userId: guardians.userId, linkId: guardianLinks.id })
      .from(guardians).innerJoin(guardianLinks, eq(guardianLinks.guardianId, guardians.id));
    const nameOf = new Map(Object.entries(userIds).map(([name, id]) => [id, name]));
    const usernames = new Map(rows.map((row) => [row.id, row.username]));
    return {
      cast,
      users: userIds,
      students: studentIds,
      classes: { class2A: cast.class2A.id, class2B: cast.class2B.id },
      guardians: Object.fromEntries(guardianRows.map((row) => [nameOf.get(row.userId) ?? '', row.id])),
      links: Object.fromEntries(guardianRows.map((row) => [nameOf.get(row.userId) ?? '', row.linkId])),
      usernames: Object.fromEntries(
        Object.entries(userIds).map(([name, id]) => [name, usernames.get(id) ?? '']),
      ),
    };
  });
}

async function movedAndLeft(tx: Tx, cast: Cast) {
  const place = (number: number, classId: string, from: number) => ({
    number,
    classId,
    startsOn: plusDays(cast.today, from),
  });
  const bisi = await pupil(tx, { surname: 'Lawal', firstName: 'Bisi' }, place(11, cast.class2A.id, -70));
  const kemi = await pupil(tx, { surname: 'Ojo', firstName: 'Kemi' }, place(12, cast.class2A.id, -70));
  const suspendedStudent = await pupil(
    tx,
    { surname: 'Etim', firstName: 'Ubong' },
    place(13, cast.class2B.id, -70),
  );
  const end = (studentId: string, outcome: 'moved' | 'withdrawn') =>
    tx
      .update(enrolments)
      .set({ endsOn: plusDays(cast.today, -20), outcome })
      .where(eq(enrolments.studentId, studentId));
  await end(bisi.id, 'moved');
  await end(kemi.id, 'withdrawn');
  await tx
    .insert(enrolments)
    .values({ studentId: bisi.id, classId: cast.class2B.id, startsOn: plusDays(cast.today, -19) });
  return { pupils: { bisi, kemi, suspendedStudent } };
}

async function moreAdults(tx: Tx, cast: Cast) {
  const [physics] = await tx.insert(subjects).values({ name: 'Basic Science' }).returning();
  const teach = async (staffId: string, classId: string) => {
    await tx
      .insert(teachingAssignments)
      .values({ staffId, classId, subjectId: physics?.id ?? '', termId: cast.term.id });
  };
  const okon = await adult(tx, 'mrsOkon', 'Okon');
  await teach(await asStaff(tx, okon, 'Okon'), cast.class2B.id);
  await asGuardian(tx, okon, 'Okon', cast.amina.id);
  const newTeacher = await adult(tx, 'newTeacher', 'Yusuf');
  await teach(await asStaff(tx, newTeacher, 'Yusuf'), cast.class2A.id);
  const suspendedAdmin = await adult(tx, 'suspendedAdmin', 'Pepple');
  await asStaff(tx, suspendedAdmin, 'Pepple');
  const mothers: Record<string, string> = {};
  for (const name of ['suspendedMother', 'disabledMother', 'deletedMother']) {
    const id = await adult(tx, name, name);
    await asGuardian(tx, id, name, cast.tunde.id);
    mothers[name] = id;
  }
  // Mr Briggs also taught it a subject once, besides leading it.
  await tx.insert(teachingAssignments).values({
    staffId: cast.formerTeacher.staffId,
    classId: cast.class2A.id,
    subjectId: physics?.id ?? '',
    termId: cast.term.id,
    endedAt: sql`now()`,
  });
  await tx
    .insert(classTeachers)
    .values({ classId: cast.class2B.id, staffId: cast.formerTeacher.staffId, endedAt: sql`now()` });
  return { adults: { mrsOkon: okon, newTeacher, suspendedAdmin, ...mothers } as Record<string, string> };
}

async function adult(tx: Tx, name: string, surname: string): Promise<string> {
  const [user] = await tx
    .insert(users)
    .values({ username: `THS-X-${name}`, displayName: surname, status: 'active' })
    .returning();
  const id = user?.id ?? '';
  await tx.insert(userRoles).values((places[name]?.roles ?? []).map((role) => ({ userId: id, role })));
  return id;
}

async function asStaff(tx: Tx, userId: string, surname: string): Promise<string> {
  const [row] = await tx
    .insert(staff)
    .values({ userId, surname, firstName: 'A', searchName: surname.toLowerCase(), gender: 'female' })
    .returning();
  return row?.id ?? '';
}

async function asGuardian(tx: Tx, userId: string, surname: string, studentId: string): Promise<void> {
  const [row] = await tx
    .insert(guardians)
    .values({ userId, surname, firstName: 'A', searchName: surname.toLowerCase() })
    .returning();
  await tx
    .insert(guardianLinks)
    .values({ guardianId: row?.id ?? '', studentId, relationship: 'mother', verifiedAt: sql`now()` });
}

export const addressCanary = (name: string) => `address-canary-${name}.`;
export const safeguardingCanary = (name: string) => `custody-canary-${name}.`;
export const medicalCanary = (name: string) => `allergy-canary-${name}.`;

async function addCanaries(tx: Tx, ids: Record<string, string>): Promise<void> {
  for (const [name, id] of Object.entries(ids)) {
    await tx
      .update(students)
      .set({ address: addressCanary(name) })
      .where(eq(students.id, id));
    await tx.insert(studentMedical).values({ studentId: id, allergies: medicalCanary(name) });
  }
}
