import { asc, eq } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { departments } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';

/** One department to act on, locked. */
export async function getDepartment(actor: Actor, { departmentId }: { departmentId: string }, tx: Tx) {
  const [one] = actor.kind === 'visitor' ? [] : await tx.select().from(departments).where(eq(departments.id, departmentId)).for('update');
  if (!one) throw new AppError('NOT_FOUND', 'There is no such department.');
  return one;
}

export async function listDepartments() {
  return database().select().from(departments).orderBy(asc(departments.name)).limit(20);
}
