import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { guardianLinks, guardians, students } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { wordsOf } from '@/lib/people/rules';
import { named } from '../../students/queries';
import { guardiansVisibleTo } from '../queries';

/** One link with whose it is, locked so that two changes queue; it does not exist for those who may not see the directory. */
export async function getLink(actor: Actor, { linkId }: { linkId: string }, tx: Tx) {
  const [row] = await tx
    .select({
      id: guardianLinks.id, guardianId: guardians.id, userId: guardians.userId, studentId: students.id,
      guardianName: sql<string>`${guardians.surname} || ' ' || ${guardians.firstName}`,
      studentName: sql<string>`${students.surname} || ' ' || ${students.firstName}`,
      relationship: guardianLinks.relationship, priority: guardianLinks.priority, mayPickUp: guardianLinks.mayPickUp,
      verifiedAt: guardianLinks.verifiedAt, restrictedAt: guardianLinks.restrictedAt, endedAt: guardianLinks.endedAt,
    })
    .from(guardianLinks)
    .innerJoin(guardians, eq(guardians.id, guardianLinks.guardianId))
    .innerJoin(students, eq(students.id, guardianLinks.studentId))
    .where(and(eq(guardianLinks.id, linkId), guardiansVisibleTo(actor)))
    .for('update', { of: guardianLinks });
  if (!row) throw new AppError('NOT_FOUND', 'There is no such link.');
  return row;
}

export type Link = Awaited<ReturnType<typeof getLink>>;

export type LinkableStudent = { id: string; name: string; admissionNumber: string };

const columns = {
  id: students.id, name: sql<string>`${students.surname} || ' ' || ${students.firstName}`, admissionNumber: students.admissionNumber,
};

/** The student of this id, or null. */
export async function findLinkable(tx: Tx, { id }: { id: string }): Promise<LinkableStudent | null> {
  const [row] = await tx.select(columns).from(students).where(eq(students.id, id)).limit(1);
  return row ?? null;
}

/** The students that a number or name means: one by number, else a few by name. */
export async function findMeant(tx: Tx, typed: string): Promise<LinkableStudent[]> {
  const numbered = await tx.select(columns).from(students).where(sql`upper(${students.admissionNumber}) = ${typed.toUpperCase()}`).limit(1);
  if (numbered.length > 0 || wordsOf(typed).length === 0) return numbered;
  return tx.select(columns).from(students).where(named(typed)).orderBy(students.searchName).limit(4);
}
