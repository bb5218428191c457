import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { changeRequests, guardianLinks, guardians, students, users } from '@/db/schema';
import { requirePerson, type Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { reading } from '@/lib/platform/scope';
import { readMedical } from '../../students/medical/queries';
import { getStudent } from '../../students/queries';
import { isMedical, isMissingChild, isOwn } from '../rules';

type About = { about: string };

/** Whom a form of changes is about, and what stands there now; medical notes are read by their own act. */
export async function getChangeable(actor: Actor, { about }: About, tx?: Tx) {
  return reading(actor, tx, async (open) => {
    if (about === 'me') return ownContact(requirePerson(actor).id, open);
    const student = await getStudent(actor, about, open);
    const [record] = await open
      .select({ address: students.address, emergency_name: students.emergencyName, emergency_phone: students.emergencyPhone })
      .from(students).where(eq(students.id, about)).limit(1);
    return { studentId: about, userId: student.userId, name: student.firstName, current: { ...record } };
  });
}

async function ownContact(userId: string, open: Tx) {
  const [row] = await open
    .select({ phone: sql<string>`coalesce(${users.phone}, '')`, email: sql<string>`coalesce(lower(${users.email}), '')` })
    .from(guardians).innerJoin(users, eq(users.id, guardians.userId)).where(eq(guardians.userId, userId)).limit(1);
  if (!row) throw new AppError('NOT_FOUND', 'There is no guardian of this name.');
  return { studentId: null, userId, name: '', current: { ...row, child: '' } };
}

/** What stands in the record now where a request wants something else. */
export async function currentValue(tx: Tx, { field, studentId, requestedBy }: { field: string; studentId: string | null; requestedBy: string }): Promise<string> {
  if (isMissingChild(field)) return '';
  if (isOwn(field)) {
    const [row] = await tx.select({ phone: users.phone, email: sql<string | null>`lower(${users.email})` }).from(users).where(eq(users.id, requestedBy)).limit(1);
    return (field === 'phone' ? row?.phone : row?.email) ?? '';
  }
  if (!studentId) return '';
  if (isMedical(field)) return (await readMedical(tx, studentId))[field as 'notes'];
  const [row] = await tx
    .select({ address: students.address, emergency_name: students.emergencyName, emergency_phone: students.emergencyPhone })
    .from(students).where(eq(students.id, studentId)).limit(1);
  return row?.[field as 'address'] ?? '';
}

/** The fields of this record that wait for the office already. */
export async function listOpenFields(actor: Actor, { studentId, userId }: { studentId: string | null; userId: string }, tx?: Tx): Promise<string[]> {
  const subject = studentId ? eq(changeRequests.studentId, studentId) : and(eq(changeRequests.requestedBy, userId), sql`${changeRequests.studentId} is null`);
  const rows = await reading(actor, tx, (open) => open.select({ field: changeRequests.field }).from(changeRequests).where(and(subject, eq(changeRequests.state, 'open'))).limit(20));
  return rows.map((row) => row.field);
}

/** The directory page of the guardian who asks. */
export async function findGuardianId(userId: string, tx: Tx): Promise<string | null> {
  const [row] = await tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.userId, userId)).limit(1);
  return row?.id ?? null;
}

/** Whether the office has linked a child to this guardian, and verified it, since they asked. */
export async function isLinkedSince(tx: Tx, { requestedBy, createdAt }: { requestedBy: string; createdAt: Date }): Promise<boolean> {
  const rows = await tx.select({ id: guardianLinks.id }).from(guardianLinks)
    .innerJoin(guardians, eq(guardians.id, guardianLinks.guardianId))
    .where(and(eq(guardians.userId, requestedBy), gte(guardianLinks.verifiedAt, createdAt), isNull(guardianLinks.endedAt)))
    .limit(1);
  return rows.length > 0;
}
