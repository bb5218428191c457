import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { changeRequests, guardianLinks, guardians, students, users } from '@/db/schema';
import { isOffice, type Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';
import { reading } from '@/lib/platform/scope';
import { currentValue, findGuardianId } from './forms/queries';
import { isMedical, isMissingChild } from './rules';

/** The requests an actor may see: the office all, others their own about themselves and the children they are still guardians of. */
export function requestsVisibleTo(actor: Actor): SQL {
  if (actor.kind === 'system' || isOffice(actor)) return sql`true`;
  if (actor.kind !== 'person') return sql`false`;
  return sql`(${changeRequests.requestedBy} = ${actor.id} and (${changeRequests.studentId} is null
    or ${changeRequests.studentId} = any (${`{${[...actor.guardianOf].join(',')}}`}::uuid[])))`;
}

const shown = {
  id: changeRequests.id, field: changeRequests.field, state: changeRequests.state, reason: changeRequests.reason, createdAt: changeRequests.createdAt,
  before: changeRequests.before, after: changeRequests.after, requestedBy: changeRequests.requestedBy, studentId: changeRequests.studentId,
  asker: users.displayName, child: sql<string | null>`${students.surname} || ' ' || ${students.firstName}`,
};

/** A page of the office's queue, the oldest first; or of what the actor has asked for, the newest first. What is medical is seen on the page of the request alone. */
export async function listRequests(actor: Actor, { mine, page }: { mine: boolean; page: number }, tx?: Tx) {
  const own = actor.kind === 'person' ? sql`${changeRequests.requestedBy} = ${actor.id}` : sql`false`;
  const where = and(requestsVisibleTo(actor), mine ? own : eq(changeRequests.state, 'open'));
  return reading(actor, tx, async (open) => {
    const [found, [counted]] = await Promise.all([
      open.select(shown).from(changeRequests)
        .innerJoin(users, eq(users.id, changeRequests.requestedBy))
        .leftJoin(students, eq(students.id, changeRequests.studentId))
        .where(where)
        .orderBy(mine ? desc(changeRequests.createdAt) : asc(changeRequests.createdAt), asc(changeRequests.id))
        .limit(PAGE_SIZE).offset(rowsBefore(page)),
      open.select({ count: sql<number>`count(*)::int` }).from(changeRequests).where(where),
    ]);
    const rows = found.map(({ before, after, ...row }) => ({ ...row, values: isMedical(row.field) ? null : { before: isMissingChild(row.field) ? null : before, after } }));
    return { rows, total: counted?.count ?? 0 };
  });
}

/** One request, locked so that two decisions queue. */
export async function getRequest(actor: Actor, { requestId }: { requestId: string }, tx: Tx) {
  const [row] = await tx.select(shown).from(changeRequests)
    .innerJoin(users, eq(users.id, changeRequests.requestedBy))
    .leftJoin(students, eq(students.id, changeRequests.studentId))
    .where(and(eq(changeRequests.id, requestId), requestsVisibleTo(actor)))
    .for('update', { of: changeRequests });
  if (!row) throw new AppError('NOT_FOUND', 'There is no such request.');
  return { ...row, now: await currentValue(tx, row), guardianId: isMissingChild(row.field) ? await findGuardianId(row.requestedBy, tx) : null };
}

export type ChangeRequest = Awaited<ReturnType<typeof getRequest>>;

/** Whether the one who asked is still a guardian of the child, or asked about themselves. */
export async function stillConcerns(tx: Tx, { studentId, requestedBy }: { studentId: string | null; requestedBy: string }): Promise<boolean> {
  if (!studentId) return true;
  const rows = await tx.select({ id: guardianLinks.id }).from(guardianLinks)
    .innerJoin(guardians, eq(guardians.id, guardianLinks.guardianId))
    .where(and(eq(guardians.userId, requestedBy), eq(guardianLinks.studentId, studentId), isNull(guardianLinks.endedAt), isNotNull(guardianLinks.verifiedAt)))
    .limit(1);
  return rows.length > 0;
}
