import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { safeguardingNotes } from '@/db/schema';
import { holdsGrant } from '@/lib/accounts/grants/queries';
import type { Actor } from '@/lib/platform/actor';
import { getStudent } from '../queries';

/** A student, and whether the actor holds the grant for custody and safeguarding notes now. */
export async function getSafeguarded(actor: Actor, { studentId }: { studentId: string }, tx: Tx) {
  const student = await getStudent(actor, studentId, tx);
  return { studentId, surname: student.surname, firstName: student.firstName, isHolder: await holdsGrant(actor, 'safeguarding', tx) };
}

/** The notes about a student, newest first. */
export async function listNotes(tx: Tx, studentId: string) {
  return tx
    .select({
      id: safeguardingNotes.id, kind: safeguardingNotes.kind, body: safeguardingNotes.body, writtenAt: safeguardingNotes.writtenAt,
      writtenBy: sql<string>`(select u.display_name from users u where u.id = ${safeguardingNotes.writtenBy})`,
    })
    .from(safeguardingNotes).where(eq(safeguardingNotes.studentId, studentId)).orderBy(desc(safeguardingNotes.writtenAt)).limit(100);
}

export type SafeguardingNote = Awaited<ReturnType<typeof listNotes>>[number];
