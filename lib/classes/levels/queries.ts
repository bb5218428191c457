import { asc, eq, sql } from 'drizzle-orm';
import { database, type Tx } from '@/db/client';
import { levels } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';

/** One level to act on, locked. Levels are no secret: everybody signed in finds them. */
export async function getLevel(actor: Actor, { levelId }: { levelId: string }, tx: Tx) {
  const [level] = actor.kind === 'visitor' ? [] : await tx.select().from(levels).where(eq(levels.id, levelId)).for('update');
  if (!level) throw new AppError('NOT_FOUND', 'There is no such level.');
  return level;
}

/** The levels in school order with their stage and how many classes they have had. */
export async function listLevelsWithStage() {
  return database()
    .select({
      id: levels.id, name: levels.name, stage: levels.stage,
      classes: sql<number>`(select count(*)::int from classes c where c.level_id = levels.id)`,
    })
    .from(levels)
    .orderBy(asc(levels.position))
    .limit(40);
}
