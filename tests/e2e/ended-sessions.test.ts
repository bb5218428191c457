import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { signedId } from '@/lib/platform/secrets';
import { hashPassword } from '@/lib/platform/hashing';
import { asSystem } from '@/lib/platform/system';
import { callAction, get } from '@/tests/support/http';
import { connect, ticketFor } from '@/tests/support/sockets';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
const CHOSEN = 'seven tall palm trees';
let cast: Cast;
let hash: string;
beforeAll(async () => {
  cast = await freshSchool(0);
  hash = await hashPassword(PASSWORD, 4);
});
// Grace is as she was before each ending.
beforeEach(() =>
  asSystem('test', async ({ tx }) => {
    await tx.execute(sql`update users set password_hash = ${hash}, one_time_hash = null, status = 'active', disabled_at = null`);
    await tx.execute(sql`delete from user_roles where user_id = ${cast.grace.id} and role <> 'teacher'`);
  }));
afterAll(() => closeDatabase());

const grace = () => ({ userId: cast.grace.id });
const confirmed = () => ({ ...grace(), confirmPassword: PASSWORD });

async function act(name: string, input: object, by: { id: string } | null = cast.admin): Promise<void> {
  const { answer, leadsTo } = await callAction({ token: by && (await tokenOf(by)), path: by ? '/notifications' : '/sign-in', name, input });
  if (!leadsTo) expect(answer).toMatchObject({ ok: true });
}

async function resetByLink(): Promise<void> {
  const id = await asSystem('test', async ({ tx }) => {
    const [row] = await tx.execute<{ id: string }>(sql`insert into account_links (purpose, user_id, expires_at) values ('reset', ${cast.grace.id}, now() + interval '5 minutes') returning id`);
    return row?.id ?? '';
  });
  await act('resetPassword', { token: signedId('reset', id), password: CHOSEN, again: CHOSEN }, null);
}

async function resetSecondStep(): Promise<void> {
  await asSystem('test', ({ tx }) => tx.execute(sql`insert into second_factors (user_id, sealed_secret, set_at) values (${cast.grace.id}, 'x', now())`));
  await act('resetSecondFactorOf', confirmed());
}

const endings: [string, () => Promise<void>][] = [
  ['suspended', () => act('suspend', grace())],
  ['put into the recycle bin', () => act('disable', confirmed())],
  ['given another role', () => act('changeRoles', { ...confirmed(), teacher: 'on', admin: 'on' }, cast.superAdmin)],
  ['given a new first password', () => act('issuePassword', grace())],
  ['given a new password through a letter', resetByLink],
  ['without her second step', resetSecondStep],
  ['signed out by the office', () => act('endSessionsOf', grace())],
  ['signed out everywhere by herself', () => act('signOutEverywhere', {}, cast.grace)],
  ['with a password chosen on another device', () => act('choosePassword', { current: PASSWORD, password: CHOSEN, again: CHOSEN }, cast.grace)],
];

describe('a sign-in that has ended is dead on page, action, route and socket within five seconds', () => {
  it.each(endings)('Grace is %s', async (_, end) => {
    const token = await tokenOf(cast.grace);
    const socket = await connect(await ticketFor(token), [`registers:class:${cast.class2A.id}`]);
    expect(socket?.rooms).toHaveLength(1);
    expect((await get('/today', token)).status).toBe(200);
    const closed = new Promise<void>((resolve) => socket?.socket.once('disconnect', () => resolve()));
    const started = performance.now();
    await end();
    const [page, action, changes, ticket] = await Promise.all([
      get('/today', token),
      callAction({ token, path: '/notifications', name: 'markAllRead', input: {} }),
      get('/api/changes?since=0', token),
      fetch(`${running().appUrl}/api/live-ticket`, { method: 'POST', headers: { cookie: `session=${token}`, origin: new URL(running().appUrl).origin } }),
    ]);
    expect([page.status, page.headers.get('location')?.split('?')[0]]).toEqual([307, '/sign-in']);
    expect(action.answer).toMatchObject({ ok: false, code: 'UNAUTHENTICATED' });
    expect([changes.status, ticket.status]).toEqual([401, 401]);
    await closed;
    const took = performance.now() - started;
    console.log(`all four dead after ${Math.round(took)} ms`);
    expect(took).toBeLessThan(5_000);
    socket?.socket.close();
  });
});
