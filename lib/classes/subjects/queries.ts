import { asc, eq } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { levels, subjectOfferings, subjects } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import { sayLevels } from '../rules';

/** One subject to act on, locked. */
export async function getSubject(actor: Actor, { subjectId }: { subjectId: string }, tx: Tx) {
  const [one] = actor.kind === 'visitor' ? [] : await tx.select().from(subjects).where(eq(subjects.id, subjectId)).for('update');
  if (!one) throw new AppError('NOT_FOUND', 'There is no such subject.');
  return one;
}

/** The subjects by name, each with the levels it is offered at in words. */
export async function listSubjects() {
  const [all, places, offered] = await Promise.all([
    database().select().from(subjects).orderBy(asc(subjects.name)).limit(200),
    database().select({ name: levels.name, stage: levels.stage }).from(levels).orderBy(asc(levels.position)).limit(40),
    database()
      .selectDistinct({ subjectId: subjectOfferings.subjectId, level: levels.name })
      .from(subjectOfferings)
      .innerJoin(levels, eq(levels.id, subjectOfferings.levelId))
      .limit(4_000),
  ]);
  const byId = new Map<string, Set<string>>();
  for (const { subjectId, level } of offered) byId.set(subjectId, (byId.get(subjectId) ?? new Set<string>()).add(level));
  return all.map((one) => ({ ...one, levels: sayLevels(places, byId.get(one.id) ?? new Set()) }));
}

/** One subject with where it is offered. */
export async function getSubjectSettings(subjectId: string) {
  const [[subject], offerings] = await Promise.all([
    database().select().from(subjects).where(eq(subjects.id, subjectId)).limit(1),
    database()
      .select({ levelId: subjectOfferings.levelId, departmentId: subjectOfferings.departmentId, compulsory: subjectOfferings.compulsory })
      .from(subjectOfferings)
      .where(eq(subjectOfferings.subjectId, subjectId))
      .limit(200),
  ]);
  if (!subject) throw new AppError('NOT_FOUND', 'There is no such subject.');
  return { ...subject, offerings };
}
