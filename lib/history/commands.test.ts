import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import postgres from 'postgres';
import { suspend } from '@/lib/accounts/actions';
import { submitRegister } from '@/lib/attendance/actions';
import { numberEvents } from '@/lib/platform/feed';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import type { Cast } from '@/db/seed/school';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, seed, signedIn } from '@/tests/support/people';
import { verifyHistory } from './commands';
import { listHistory } from './queries';
import { knownEvents } from './rules';
import { historySearch } from './schema';

let db: TestDatabase;
let cast: Cast;
let owner: postgres.Sql;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  owner = postgres(db.url, { max: 1 });
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

const everything = historySearch.parse({});
const verify = async () => {
  while ((await numberEvents()) > 0);
  return asSystem('test', verifyHistory);
};
const marks = (status: 'present' | 'absent') => [cast.tunde, cast.amina].map(({ id }) => ({ studentId: id, status: id === cast.tunde.id ? status : ('present' as const) }));
const save = async (version: number, status: 'present' | 'absent') =>
  perform(submitRegister.definition, await signedIn(cast.grace), { classId: cast.class2A.id, day: cast.today, version, marks: marks(status) });

describe('the history', () => {
  it('says who took the register, who corrected it, and what changed for whom', async () => {
    expect(await save(0, 'present')).toMatchObject({ ok: true });
    expect(await save(1, 'absent')).toMatchObject({ ok: true });
    const [corrected, taken] = await listHistory(await actorOf(cast.admin), { ...everything, area: 'attendance' });
    expect(taken).toMatchObject({ actor: 'Bello Grace', subject: 'JSS 2A', differences: [] });
    expect(corrected?.says).toMatch(/^corrected the register of /);
    expect(corrected?.differences).toEqual([{ what: 'Adébáyọ̀ Túndé', before: 'present', after: 'absent' }]);
  });

  it('keeps refused attempts: Grace tries to suspend herself', async () => {
    expect(await perform(suspend.definition, await signedIn(cast.grace), { userId: cast.grace.id })).toMatchObject({ code: 'FORBIDDEN' });
    const [line] = await listHistory(await actorOf(cast.superAdmin), { ...everything, area: 'access' });
    expect(line).toMatchObject({ actor: 'Bello Grace', says: 'was refused: You may not suspend or reactivate this account.' });
  });

  it('names who signed in, though nobody was signed in yet', async () => {
    await asSystem('test', async (ctx) => ctx.record({ name: 'accounts.signed-in', subjectId: cast.grace.id, tables: [], scopes: [], detail: {} }));
    const [line] = await listHistory(await actorOf(cast.admin), { ...everything, area: 'accounts' });
    expect(line).toMatchObject({ actor: 'Bello Grace', says: 'signed in' });
  });

  it('finds by name, by record and by day', async () => {
    const admin = await actorOf(cast.admin);
    const names = async (search: object) => (await listHistory(admin, historySearch.parse(search))).map((line) => line.actor);
    expect(new Set(await names({ who: 'bello' }))).toEqual(new Set(['Bello Grace']));
    expect(new Set(await names({ who: 'ths-tch-001' }))).toEqual(new Set(['Bello Grace']));
    expect(await names({ about: cast.class2A.id, area: 'attendance' })).toHaveLength(2);
    expect(await names({ to: '2020-01-01' })).toEqual([]);
    expect((await names({ from: cast.today })).length).toBeGreaterThan(2);
    expect(await names({ who: `%' or true --` })).toEqual([]);
  });

  it.each([['everything', {}], ['a day', 'day'], ['a person', { who: 'bello' }]])('goes on below what was read: %s', async (_, filter) => {
    const admin = await actorOf(cast.admin);
    const search = historySearch.parse(filter === 'day' ? { from: cast.today, to: cast.today } : filter);
    const all = (await listHistory(admin, search)).map((line) => line.id);
    const read: number[] = [];
    for (let before: number | undefined; read.length < all.length; before = read.at(-1)) {
      const page = await listHistory(admin, { ...search, before }, 2);
      expect(page.length).toBeGreaterThan(0);
      read.push(...page.map((line) => line.id));
    }
    expect(read).toEqual(all);
    expect(await listHistory(admin, { ...search, before: read.at(-1) }, 2)).toEqual([]);
  });

  it('shows an admin nothing of super admins, and anyone else nothing at all', async () => {
    expect(await perform(suspend.definition, await signedIn(cast.superAdmin), { userId: cast.mrObi.id })).toMatchObject({ ok: true });
    const lines = async (person: { id: string }) => listHistory(await actorOf(person), everything);
    expect((await lines(cast.superAdmin)).some((line) => line.actorId === cast.superAdmin.id)).toBe(true);
    expect((await lines(cast.admin)).filter((line) => [line.actorId, line.subjectId].includes(cast.superAdmin.id))).toEqual([]);
    expect(await lines(cast.grace)).toEqual([]);
    expect(await lines(cast.tundesMother)).toEqual([]);
  });

  it('has a sentence for everything that is recorded', () => {
    const source = globSync('{lib,scripts}/**/*.ts').filter((file) => !file.includes('.test.')).map((file) => readFileSync(file, 'utf8')).join('\n');
    const recorded = new Set([...source.matchAll(/(?:name: |note\(ctx, |CAST_EVENT = |\? )'([a-z]+\.[a-z-]+)'/g)].flatMap(([, name]) => name ?? []));
    const acts = new Set([...source.matchAll(/action\(\{\s+name: '([a-z.-]+)'/g)].flatMap(([, name]) => name ?? []));
    const silent = [...recorded].filter((name) => !acts.has(name) && !knownEvents.includes(name));
    expect(silent.filter((name) => !['history.export', 'live.get-ticket'].includes(name))).toEqual([]);
  });
});

describe('the hash chain', () => {
  it('is whole, and the database refuses to change or remove a line', async () => {
    expect(await verify()).toMatchObject({ broken: null });
    for (const statement of ['update events set actor_id = null', 'delete from events', 'update event_feed set seq = seq + 1', 'delete from event_feed']) {
      await expect(owner.begin(async (tx) => {
        await tx.unsafe('set local role app_runtime');
        await tx.unsafe(statement);
      })).rejects.toThrow(/permission denied/);
    }
  });

  it.each([
    ['changed by the owner', `update events set detail = '{"day":"2026-01-01"}' where id = (select min(id) + 1 from events)`, /was changed/],
    ['removed with its place', `with one as (delete from event_feed where seq = 2 returning event_id) delete from events using one where id = event_id`, /is missing/],
    ['added without a place', `insert into events (at, actor_kind, name, subject_id, tables, scopes, detail, request_id)
      values (now() - interval '1 hour', 'system', 'x.y', 'school', '{}', '{}', '{}', 'x'); delete from outbox`, /lost its place/],
  ])('finds one line %s', async (_, statement, why) => {
    const spoilt = await testDatabase();
    for (let line = 0; line < 4; line += 1) await asSystem('test', async (ctx) => ctx.record({ name: 'school.set-up', subjectId: 'school', tables: [], scopes: [], detail: { line } }));
    expect(await verify()).toEqual({ checked: 4, broken: null });
    const its = postgres(spoilt.url, { max: 1 });
    await its.unsafe(statement);
    await its.end();
    expect((await asSystem('test', verifyHistory)).broken?.why).toMatch(why);
    await spoilt.close();
  });
});
