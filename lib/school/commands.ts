import { schools } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import type { School } from './queries';
import type { SettingsChange } from './schema';

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

/** Changes the settings that the office decides. */
export async function changeSettings(ctx: Context, change: SettingsChange, school: School): Promise<void> {
  await ctx.tx.update(schools).set(change);
  const before = { ...pick(school, change), registerDueAt: school.registerDueAt.slice(0, 5) };
  noteChange(ctx, 'school.settings-changed', before, { ...change });
}

/** Changes what only a super admin decides. */
export async function changeSecurity(ctx: Context, { staffIdleMinutes }: { staffIdleMinutes: number }, school: School): Promise<void> {
  await ctx.tx.update(schools).set({ staffIdleMinutes });
  noteChange(ctx, 'school.security-changed', { staffIdleMinutes: school.staffIdleMinutes }, { staffIdleMinutes });
}

type Values = Record<string, unknown>;

const pick = (from: Values, like: Values) => Object.fromEntries(Object.keys(like).map((name) => [name, from[name]]));

/** Only what is different is written down. */
function noteChange(ctx: Context, name: string, before: Values, after: Values): void {
  const changed = Object.keys(after).filter((one) => JSON.stringify(before[one]) !== JSON.stringify(after[one]));
  if (changed.length === 0) throw new AppError('CONFLICT', 'Nothing was changed.');
  const only = (values: Values) => Object.fromEntries(changed.map((one) => [one, values[one]]));
  ctx.record({ name, subjectId: 'school', tables: ['schools'], scopes: ['school'], detail: { before: only(before), after: only(after) } });
}
