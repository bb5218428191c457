import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { changeSafeguarding } from '@/lib/accounts/grants/actions';
import { listHistory } from '@/lib/history/queries';
import { historySearch } from '@/lib/history/schema';
import { perform } from '@/lib/platform/perform';
import { reading } from '@/lib/platform/scope';
import { everybodyChose } from '@/tests/support/passwords';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { actorOf, count, seed, signedIn } from '@/tests/support/people';
import { openSafeguarding, writeNote } from '../actions';

const PASSWORD = 'calm river stone 11';
const NOTE = 'The father may not pick Tunde up: order of 12 May.';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
});
afterAll(() => db.close());

const open = async (by: { id: string }) => perform(openSafeguarding.definition, await signedIn(by), { studentId: cast.tunde.id });
const write = async (by: { id: string }) => perform(writeNote.definition, await signedIn(by), { studentId: cast.tunde.id, kind: 'custody', body: NOTE });
const grant = async (by: { id: string }, to: { id: string }, holds: boolean, confirmPassword = PASSWORD) =>
  perform(changeSafeguarding.definition, await signedIn(by), { userId: to.id, confirmPassword, ...(holds && { holds: 'on' }) });

describe('the right to custody and safeguarding notes', () => {
  it('is given by a super admin, with the own password, to a member of the office, and never to oneself', async () => {
    expect(await grant(cast.superAdmin, cast.admin, true, 'a guess')).toMatchObject({ fields: { confirmPassword: expect.any(String) } });
    expect(await grant(cast.superAdmin, cast.superAdmin, true)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await grant(cast.admin, cast.admin, true)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await grant(cast.superAdmin, cast.grace, true)).toMatchObject({ code: 'INVALID', message: expect.stringContaining('office') });
    expect(await grant(cast.superAdmin, cast.admin, true)).toMatchObject({ ok: true });
    expect(await grant(cast.superAdmin, cast.admin, true)).toMatchObject({ code: 'INVALID', message: 'Nothing was changed.' });
  });

  it('opens the notes to its holder alone, not to the super admin who gave it, and every look is written down', async () => {
    expect(await write(cast.admin)).toMatchObject({ ok: true });
    expect(await open(cast.admin)).toMatchObject({ ok: true, data: { notes: [{ kind: 'custody', body: NOTE, writtenBy: 'Ehigie Osasere' }] } });
    expect(await count('events', `name = 'people.safeguarding-opened' and actor_id = '${cast.admin.id}'`)).toBe(1);
    for (const by of [cast.superAdmin, cast.grace, cast.tundesMother, { id: cast.tunde.userId }]) {
      expect(await open(by)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await write(by)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await open(cast.aminasFather)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps what they say out of the history, its export and the feed', async () => {
    const lines = await listHistory(await actorOf(cast.superAdmin), historySearch.parse({}), 1_000);
    expect(lines.map((line) => line.says)).toContain('wrote a custody or safeguarding note');
    expect(JSON.stringify(lines)).not.toContain('12 May');
    expect(await count('events', `detail::text like '%12 May%' or (name like 'people.safeguarding%' and tables <> '{}')`)).toBe(0);
  });

  it('is a wall in the database too: a query without any condition finds nothing for others, and nobody rewrites a note', async () => {
    const bare = async (by: { id: string }) =>
      reading(await actorOf(by), undefined, (tx) => tx.execute<{ n: number }>(sql`select count(*)::int as n from safeguarding_notes`));
    expect((await bare(cast.admin))[0]?.n).toBe(1);
    for (const by of [cast.superAdmin, cast.grace, cast.tundesMother]) expect((await bare(by))[0]?.n).toBe(0);
    await expect(reading(await actorOf(cast.admin), undefined, (tx) => tx.execute(sql`update safeguarding_notes set body = 'x'`))).rejects.toThrow();
    await expect(reading(await actorOf(cast.admin), undefined, (tx) => tx.execute(sql`delete from safeguarding_notes`))).rejects.toThrow();
  });

  it('ends at once when it is taken', async () => {
    const { tokenHash } = await signedIn(cast.admin);
    expect(await grant(cast.superAdmin, cast.admin, false)).toMatchObject({ ok: true });
    expect(await open(cast.admin)).toMatchObject({ code: 'FORBIDDEN' });
    // The sign-in itself goes on: only this right is gone.
    expect(await count('sessions', `token_hash = '\\x${tokenHash?.toString('hex') ?? ''}' and ended_at is null`)).toBe(1);
  });
});
