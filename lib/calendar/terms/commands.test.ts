import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { submitRegister } from '@/lib/attendance/actions';
import { plusDays } from '@/lib/platform/dates';
import { hashPassword } from '@/lib/platform/hashing';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn } from '@/tests/support/people';
import * as actions from '../actions';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  const hash = await hashPassword(PASSWORD, 4);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set password_hash = ${hash} where id = ${cast.admin.id}`));
});
afterAll(() => db.close());

const take = async () => perform(submitRegister.definition, await signedIn(cast.grace), {
  classId: cast.class2A.id, day: cast.today, version: 0,
  marks: [cast.tunde, cast.amina].map(({ id }) => ({ studentId: id, status: 'present' })),
});
const turn = async (state: string, confirmPassword = PASSWORD) =>
  perform(actions.changeTermState.definition, await signedIn(cast.admin), { termId: cast.term.id, state, confirmPassword });

describe('the calendar of the office', () => {
  it('a term is closed and archived only with one’s own password, and never skips a step', async () => {
    expect(await turn('completed', 'a guess')).toMatchObject({ code: 'INVALID', fields: { confirmPassword: expect.any(String) } });
    expect(await count('terms', `state = 'active'`)).toBe(1);
    expect(await turn('archived')).toMatchObject({ code: 'CONFLICT', message: 'A term that is active cannot become archived.' });
    for (const [state, name] of [['completed', 'term-closed'], ['archived', 'term-archived']]) {
      expect(await turn(state ?? '')).toMatchObject({ ok: true });
      expect(await count('events', `name = 'calendar.${name}'`)).toBe(1);
    }
    expect(await take()).toMatchObject({ code: 'LOCKED' });
    expect(await turn('active')).toMatchObject({ code: 'LOCKED' });
    for (const state of ['completed', 'active']) expect(await turn(state)).toMatchObject({ ok: true });
    expect(await take()).toMatchObject({ ok: true });
  });

  it('a holiday on a day with a register is asked about first; the register stays', async () => {
    const add = async (more: object) => perform(actions.addHolidays.definition, await signedIn(cast.admin), { name: 'Public holiday', from: cast.today, to: '', ...more });
    expect(await add({})).toMatchObject({ code: 'INVALID', fields: { confirmed: expect.stringMatching(/^1 register stands on these days/) } });
    expect(await add({ confirmed: 'on' })).toMatchObject({ ok: true });
    expect([await count('holidays'), await count('registers')]).toEqual([1, 1]);
    const remove = async () => perform(actions.removeHolidays.definition, await signedIn(cast.admin), { from: cast.today, to: cast.today });
    expect(await remove()).toMatchObject({ ok: true, data: { name: 'Public holiday', from: cast.today, to: cast.today } });
    expect(await remove()).toMatchObject({ code: 'CONFLICT' });
    expect(await add({ to: plusDays(cast.today, -1) })).toMatchObject({ fields: { to: expect.stringContaining('before the first') } });
    expect(await add({ to: plusDays(cast.today, 200) })).toMatchObject({ fields: { to: expect.stringContaining('three months') } });
  });

  it('a term and a holiday lie within their session: a slip in the year is told at its field', async () => {
    const move = async (more: object) =>
      perform(actions.changeTerm.definition, await signedIn(cast.admin), { termId: cast.term.id, startsOn: cast.term.startsOn, endsOn: cast.term.endsOn, ...more });
    for (const [field, day] of [['startsOn', '1926-09-14'], ['endsOn', '2126-12-18']] as const)
      expect(await move({ [field]: day })).toMatchObject({ code: 'INVALID', fields: { [field]: expect.stringMatching(/^The session 2026\/2027 runs from .* too far from it\.$/) } });
    for (const day of ['9999-12-31', '2200-01-01', '0001-01-01'])
      expect(await move({ endsOn: day })).toMatchObject({ code: 'INVALID', fields: { endsOn: expect.stringContaining('Look at the year') } });
    const close = async (from: string, to = '') =>
      perform(actions.addHolidays.definition, await signedIn(cast.admin), { name: 'Break', from, to });
    expect(await close('1926-10-01')).toMatchObject({ fields: { from: 'No session runs on Fri 1 Oct 1926. Look at the year.' } });
    expect(await close(plusDays(cast.today, 225), plusDays(cast.today, 235))).toMatchObject({ fields: { from: expect.stringContaining('No session runs on all days') } });
    expect(await close('9999-12-31')).toMatchObject({ code: 'INVALID', fields: { from: expect.stringContaining('Look at the year') } });
    await expect(asSystem('test', ({ tx }) => tx.execute(sql`update terms set starts_on = '1926-09-14'`))).rejects.toThrow();
  });

  it('a term cannot be moved off its registers without a word, nor over another session', async () => {
    const move = async (endsOn: string, more: object = {}) =>
      perform(actions.changeTerm.definition, await signedIn(cast.admin), { termId: cast.term.id, startsOn: cast.term.startsOn, endsOn, ...more });
    expect(await move(plusDays(cast.today, -1))).toMatchObject({ fields: { confirmed: expect.stringMatching(/^1 register stands/) } });
    expect(await move(plusDays(cast.today, -1), { confirmed: 'on' })).toMatchObject({ ok: true });
    expect(await move(cast.term.startsOn)).toMatchObject({ code: 'INVALID', fields: { endsOn: 'The First term ends before it begins.' } });
    expect(await move(plusDays(cast.today, 20))).toMatchObject({ ok: true });
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into academic_sessions (name, starts_on, ends_on) values ('2099/2100', ${cast.today}::date + 240, ${cast.today}::date + 300)`));
    expect(await move(plusDays(cast.today, 250))).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('2099/2100') });
  });
});
