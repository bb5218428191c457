import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { signedId, tokenHash } from '@/lib/platform/secrets';
import { hashPassword } from '@/lib/platform/hashing';
import { asSystem } from '@/lib/platform/system';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { callAction, get } from '@/tests/support/http';
import { allowed, timed } from '@/tests/support/pace';
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
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

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
    const pace = await timed(async () => expect((await get('/today', token)).status).toBe(200));
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
    console.log(`all four dead after ${Math.round(took)} ms; one page takes ${Math.round(pace)} ms`);
    expect(took).toBeLessThan(allowed(5_000, pace));
    socket?.socket.close();
  });
});

describe('a sign-in that nobody uses ends, whatever the open page asks by itself', () => {
  /** Grace does nothing for so many minutes. */
  const pass = (token: string, minutes: number) =>
    asSystem('test', async ({ tx }) => void (await tx.execute(sql`
      update sessions set last_seen_at = last_seen_at - make_interval(mins => ${minutes}) where token_hash = ${tokenHash(token)}`)));
  const idled = (token: string) => asSystem('test', async ({ tx }) => {
    const [row] = await tx.execute<{ minutes: number }>(sql`
      select round(extract(epoch from now() - last_seen_at) / 60)::int as minutes from sessions where token_hash = ${tokenHash(token)}`);
    return row?.minutes;
  });

  it('Grace’s page polls, asks for tickets and refreshes; her own opening of a page and her save count', async () => {
    const token = await tokenOf(cast.grace);
    const asks: (() => Promise<unknown>)[] = [
      () => get('/api/changes?since=0', token),
      () => get('/api/search', token),
      () => ticketFor(token),
      () => get('/today', `${token}; background=1`),
    ];
    await pass(token, 29);
    for (const ask of asks) await ask();
    expect(await idled(token)).toBe(29);
    await get('/today', token);
    expect(await idled(token)).toBe(0);
    await pass(token, 29);
    await callAction({ token, path: '/notifications', name: 'markAllRead', input: {} });
    expect(await idled(token)).toBe(0);
    await pass(token, 30);
    expect((await get('/today', token)).status).toBe(307);
  });

  it('her open page takes in what others do without keeping her in; what she has typed waits for her', async () => {
    const { page, context } = await visit(cast.grace);
    const signedInAs = async () => (await context.cookies()).find(({ name }) => name === 'session')?.value ?? '';
    const token = await signedInAs();
    const happen = (tables: string[], scopes: string[]) => asSystem('test', async ({ record }) =>
      record({ name: 'test.happened', subjectId: 'test', tables, scopes, detail: {} }));
    const tunde = page.locator(`[data-student="${cast.tunde.id}"]`);
    const lesson = `/classes/${cast.class2A.id}/attendance/${cast.today}`;
    await pass(token, 29);
    // A mark that was left over takes nothing from a page she opens.
    await context.addCookies([{ name: 'background', value: '1', url: running().appUrl }]);
    await page.goto(lesson);
    await untilLive(page);
    await page.waitForLoadState('networkidle');
    expect(await idled(token)).toBe(0);
    await pass(token, 29);
    const refreshed = page.waitForResponse((response) => response.request().headers().rsc === '1' && response.url().includes(lesson));
    await happen(['registers'], [`class:${cast.class2A.id}`]);
    await refreshed;
    await page.waitForLoadState('networkidle');
    expect(await idled(token)).toBe(29);

    await tunde.tap();
    await expect.poll(() => tunde.innerText()).toContain('Absent');
    await pass(token, 1);
    // What the sweep of every minute does for everybody.
    await happen(['users'], [`user:${cast.grace.id}`]);
    await page.waitForURL('**/sign-in**');
    await context.addCookies([{ name: 'session', value: await tokenOf(cast.grace), url: running().appUrl }]);
    await page.goto(lesson);
    await expect.poll(() => tunde.innerText()).toContain('Absent');
    await context.close();
  });
});
