import { between, sql } from 'drizzle-orm';
import { holidays } from '@/db/schema';
import { daysBetween, plusDays, sayDay, weekday, type Day } from '@/lib/platform/dates';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { getSchool } from '@/lib/school/queries';

const LONGEST = 92;

type NewHolidays = { name: string; from: Day; to?: Day; confirmed: boolean };

/** Closes the school from one day to another. Registers that stand on these days are told about first; they stay. */
export async function addHolidays(ctx: Context, { name, from, to, confirmed }: NewHolidays): Promise<void> {
  const last = to || from;
  const refuse = (field: string, sentence: string) => {
    throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { [field]: sentence } });
  };
  if (last < from) refuse('to', 'The last day is before the first.');
  if (last > plusDays(from, LONGEST)) refuse('to', 'That is longer than three months. Change the dates of the terms instead.');
  if (!(await isWithinSession(ctx, from, last))) refuse('from', `No session runs on ${from === last ? sayDay(from) : `all days from ${sayDay(from)} to ${sayDay(last)}`}. Look at the year.`);
  const { weekDays } = await getSchool(ctx.tx);
  const days = daysBetween(from, last).filter((day) => weekDays.includes(weekday(day)));
  if (days.length === 0) refuse('from', 'The school is closed on these days of the week anyway.');
  const standing = confirmed ? 0 : await registersOn(ctx, from, last);
  if (standing > 0) {
    const registers = standing === 1 ? '1 register stands' : `${standing} registers stand`;
    refuse('confirmed', `${registers} on these days. They are kept, and no longer counted. Tick the box if the school was closed all the same.`);
  }
  await ctx.tx
    .insert(holidays)
    .values(days.map((day) => ({ day, name })))
    .onConflictDoUpdate({ target: holidays.day, set: { name } });
  ctx.record({ name: 'calendar.holidays-added', subjectId: 'school', tables: ['holidays'], scopes: ['school'], detail: { name, from, to: last, days: days.length } });
}

/** Opens the school again on these days; the answer is what putting them back needs. */
export async function removeHolidays(ctx: Context, { from, to }: { from: Day; to: Day }): Promise<{ name: string; from: Day; to: Day }> {
  const gone = await ctx.tx.delete(holidays).where(between(holidays.day, from, to)).returning();
  const first = gone[0];
  if (!first) throw new AppError('CONFLICT', 'That holiday is gone already.');
  ctx.record({ name: 'calendar.holidays-removed', subjectId: 'school', tables: ['holidays'], scopes: ['school'], detail: { name: first.name, from, to, days: gone.length } });
  return { name: first.name, from, to };
}

async function isWithinSession(ctx: Context, from: Day, to: Day): Promise<boolean> {
  const found = await ctx.tx.execute(sql`select 1 from academic_sessions where ${from}::date >= starts_on and ${to}::date <= ends_on`);
  return found.length > 0;
}

async function registersOn(ctx: Context, from: Day, to: Day): Promise<number> {
  const [row] = await ctx.tx.execute<{ n: number }>(sql`
    select count(*)::int as n from registers where taken_at is not null and day between ${from}::date and ${to}::date`);
  return row?.n ?? 0;
}
