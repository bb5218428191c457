import { schools } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';

export type NewSchool = {
  name: string;
  shortName: string;
  motto?: string;
  address?: string;
  timeZone?: string;
  usernamePrefix?: string;
  /** ISO weekdays the school opens on; Monday to Friday when not given. */
  weekDays?: number[];
  /** A demonstration: every page says so, and its accounts can be printed. */
  isDemo?: boolean;
};

/** Writes the one row that is the school; refused when there is one. */
export async function setUpSchool(ctx: Context, { isDemo = false, ...school }: NewSchool): Promise<void> {
  const made = await ctx.tx
    .insert(schools)
    .values({ ...school, demoSince: isDemo ? ctx.now : null, requireSecondFactor: !isDemo })
    .onConflictDoNothing()
    .returning({ name: schools.name });
  if (made.length === 0) throw new AppError('CONFLICT', 'The school is already set up.');
  ctx.record({
    name: 'school.set-up',
    subjectId: 'school',
    tables: ['schools'],
    scopes: ['school'],
    detail: { ...school, isDemo },
  });
}
