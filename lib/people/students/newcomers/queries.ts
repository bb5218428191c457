import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { classes } from '@/db/schema';
import { runningSessionId } from '@/lib/calendar/queries';
import { classesVisibleTo } from '@/lib/classes/queries';
import type { Actor } from '@/lib/platform/actor';
import { clock } from '@/lib/platform/clock';
import { reading } from '@/lib/platform/scope';
import { texts } from '../../imports/queries';

export type ClassChoice = { id: string; name: string; levelName: string; isSenior: boolean; taken: number; capacity: number };

/** The classes of the running session in school order with their free places, and the departments of senior secondary. */
export async function getChoices(actor: Actor, tx?: Tx): Promise<{ classes: ClassChoice[]; departments: string[] }> {
  return reading(actor, tx, async (open) => {
    const [rows, departments] = await Promise.all([
      open.execute<ClassChoice>(sql`
        select ${classes.id} as id, ${classes.name} as name, l.name as "levelName", l.stage = 'senior-secondary' as "isSenior",
          ${classes.capacity} as capacity, coalesce(n.taken, 0)::int as taken
        from ${classes} join levels l on l.id = ${classes.levelId}
        left join (select class_id, count(*) as taken from enrolments where ends_on is null group by class_id) n on n.class_id = ${classes.id}
        where ${classesVisibleTo(actor)} and ${classes.academicSessionId} = ${runningSessionId(clock.now())}
        order by l.position, ${classes.arm} limit 500`),
      open.execute<{ name: string }>(sql`select name from departments order by name limit 50`),
    ]);
    return { classes: [...rows], departments: departments.map((one) => one.name) };
  });
}

/** The first names of the children of these accounts, as far as their links stand. */
export async function findWards(tx: Tx, userIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.execute<{ userId: string; names: string[] }>(sql`
    select g.user_id as "userId", array_agg(s.first_name order by s.date_of_birth) as names
    from guardians g join guardian_links l on l.guardian_id = g.id and l.ended_at is null join students s on s.id = l.student_id
    where g.user_id = any ((${texts(userIds)})::uuid[]) group by g.user_id`);
  return new Map(rows.map((row) => [row.userId, row.names]));
}
