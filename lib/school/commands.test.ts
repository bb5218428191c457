import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { addStaff } from '@/lib/people/staff/actions';
import { submitRegister } from '@/lib/attendance/actions';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { count, seed, signedIn } from '@/tests/support/people';
import * as actions from './actions';
import { forgetSchool, getSchool, today } from './queries';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
});
afterAll(() => db.close());

const week = { day1: 'on', day2: 'on', day3: 'on', day4: 'on', day5: 'on', day6: 'on', day7: 'on' };
const settings = {
  name: 'Treasure-Home School', shortName: 'THS', motto: 'Honesty and Success', address: '', timeZone: 'Africa/Lagos', usernamePrefix: 'THS',
  correctionSeconds: '120', registerDueAt: '23:59', ...week,
};
const change = async (more: object, by: { id: string } = cast.admin) => {
  const answer = await perform(actions.changeSettings.definition, await signedIn(by), { ...settings, ...more });
  forgetSchool();
  return answer;
};

describe('a setting that is turned', () => {
  it('changes what comes after: the next username, when guardians are told, which day is today', async () => {
    expect(await change({ usernamePrefix: 'gis', correctionSeconds: '0', timeZone: 'Pacific/Kiritimati' })).toMatchObject({ ok: true });
    const person = { title: 'Mr', surname: 'Umar', firstName: 'Sani', gender: 'male', role: 'teacher', phone: '', email: '' };
    expect(await perform(addStaff.definition, await signedIn(cast.admin), person)).toMatchObject({ ok: true, data: { username: 'GIS-TCH-901' } });
    const day = await today();
    expect(day).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format());
    await asSystem('test', ({ tx }) => tx.execute(sql`update terms set ends_on = ${day}::date + 30`));
    const marks = [{ studentId: cast.tunde.id, status: 'absent' }, { studentId: cast.amina.id, status: 'present' }];
    expect(await perform(submitRegister.definition, await signedIn(cast.grace), { classId: cast.class2A.id, day, version: 0, marks })).toMatchObject({ ok: true });
    expect(await count('outbox', `kind = 'notify' and due_at <= now()`)).toBe(1);
    expect(await change({})).toMatchObject({ ok: true });
  });

  it('is written down with what stood before, and nothing else', async () => {
    expect(await change({ motto: 'Light and Truth' })).toMatchObject({ ok: true });
    expect(await count('events', `name = 'school.settings-changed' and detail = '{"before": {"motto": "Honesty and Success"}, "after": {"motto": "Light and Truth"}}'`)).toBe(1);
    expect(await change({ motto: 'Light and Truth' })).toMatchObject({ code: 'CONFLICT', message: 'Nothing was changed.' });
  });

  it.each([
    ['a name of nothing', { name: ' ' }, 'name', /Write the name/],
    ['a time zone that is none', { timeZone: 'Africa/Ifo' }, 'timeZone', /Choose a time zone/],
    ['a prefix with a dash', { usernamePrefix: 'T-S' }, 'usernamePrefix', /2 to 6 letters/],
    ['two hours to correct', { correctionSeconds: '7200' }, 'correctionSeconds', /from 0/],
    ['a quarter past twenty-five', { registerDueAt: '25:15' }, 'registerDueAt', /09:00/],
    ['no day of the week', Object.fromEntries(Object.keys(week).map((day) => [day, undefined])), 'day1', /at least one day/],
  ])('is refused with %s, at its field', async (_, more, field, sentence) => {
    expect(await change(more)).toMatchObject({ code: 'INVALID', fields: { [field]: expect.stringMatching(sentence) } });
  });
});

describe('security', () => {
  const secure = async (by: { id: string }, confirmPassword = PASSWORD) =>
    perform(actions.changeSecurity.definition, await signedIn(by), { staffIdleMinutes: '10', confirmPassword });

  it('is the super admin’s, with the own password; the next sign-in of staff ends sooner, a guardian’s does not', async () => {
    expect(await secure(cast.admin)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await secure(cast.superAdmin, 'a guess')).toMatchObject({ code: 'INVALID' });
    expect((await getSchool()).staffIdleMinutes).toBe(30);
    expect(await secure(cast.superAdmin)).toMatchObject({ ok: true });
    await Promise.all([signedIn(cast.grace), signedIn(cast.tundesMother)]);
    expect(await count('sessions', `user_id = '${cast.grace.id}' and idle_seconds = 600`)).toBe(1);
    expect(await count('sessions', `user_id = '${cast.tundesMother.id}' and idle_seconds = 7200`)).toBe(1);
  });
});

describe('pictures', () => {
  it('are asked for with type and size, to a key nobody can guess; an SVG or a film is refused', async () => {
    const ask = async (more: object) => perform(actions.askPicture.definition, await signedIn(cast.admin), { slot: 'logo', contentType: 'image/png', size: 40_000, ...more });
    const answer = await ask({});
    expect(answer).toMatchObject({ ok: true, data: { key: expect.stringMatching(/^branding\/logo\/[0-9a-f-]{36}$/), headers: { 'content-type': 'image/png' } } });
    expect(await count('stored_files', `asked_by = '${cast.admin.id}' and kept_at is null`)).toBe(1);
    expect(await ask({ contentType: 'image/svg+xml' })).toMatchObject({ code: 'INVALID', fields: { contentType: expect.stringContaining('PNG, JPEG or WebP') } });
    expect(await ask({ size: 3_000_000 })).toMatchObject({ code: 'INVALID', message: expect.stringContaining('larger than 2 MB') });
    // Another member of the office cannot accept it, nor can it become something else than it was asked for.
    const key = answer.ok ? answer.data.key : '';
    expect(await perform(actions.keepPicture.definition, await signedIn(cast.superAdmin), { slot: 'logo', key })).toMatchObject({ code: 'CONFLICT' });
    expect(await perform(actions.keepPicture.definition, await signedIn(cast.admin), { slot: 'signature', key })).toMatchObject({ code: 'CONFLICT' });
    expect(await perform(actions.keepPicture.definition, await signedIn(cast.admin), { slot: 'logo', key: '../../x' })).toMatchObject({ code: 'INVALID' });
  });
});
