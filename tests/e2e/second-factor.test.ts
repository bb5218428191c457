import AxeBuilder from '@axe-core/playwright';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { closeBrowser, visit } from '@/tests/support/browser';
import { callAction, get } from '@/tests/support/http';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
  await everybodyChose(PASSWORD);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

/** What a phone that took the picture shows; the step after the present one, so that no two codes of a test are one. */
const codeOf = (key: string, ahead = 0) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + ahead * 30_000 });

/** Sets up a phone on the page and returns its key; the recovery codes are on the page then. */
async function setUp(page: Page): Promise<string> {
  await page.locator('input[name=confirmPassword]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.getByRole('img', { name: 'Picture for the authenticator' }).waitFor();
  const key = (await page.locator('[data-typed-secret]').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('Code from the phone').fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('That is not the code of this picture').waitFor();
  await page.getByLabel('Code from the phone').fill(codeOf(key));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  return key;
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in?next=/account');
  await page.getByLabel('Username, e-mail or phone').fill(username);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Code from your phone' }).waitFor();
}

describe('a second sign-in step', () => {
  for (const javaScript of [true, false]) {
    it(`is set up and used ${javaScript ? 'with' : 'without'} JavaScript; the password alone shows nothing, and a code is good once`, async () => {
      const [person, username] = javaScript ? [cast.grace, 'THS-TCH-001'] : [cast.mrObi, 'THS-TCH-002'];
      const own = await visit(person, { javaScript });
      await own.page.goto('/account');
      await own.page.getByRole('link', { name: 'Second sign-in step' }).click();
      const key = await setUp(own.page);
      const codes = await own.page.locator('[data-recovery-codes] li').allInnerTexts();
      expect(codes).toHaveLength(10);
      await own.page.goto('/second-factor');
      await own.page.getByText('10 recovery codes are left').waitFor();
      expect(await own.page.content()).not.toContain(codes[0]);

      const { page, context } = await visit(null, { javaScript });
      await signIn(page, username);
      await page.goto('/today');
      await expect.poll(() => new URL(page.url()).pathname).toBe('/sign-in');
      await page.goto('/sign-in/code?next=/account');
      await page.getByLabel('Code').fill('123456');
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByText('That is not a good code').waitFor();
      // The present step was used by setting it up. Made once: the clock may go on to the next step before it is typed again.
      const used = codeOf(key, 1);
      await page.getByLabel('Code').fill(used);
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('heading', { name: 'Account' }).waitFor();
      const again = await visit(null, { javaScript });
      await signIn(again.page, username);
      await again.page.getByLabel('Code').fill(used);
      await again.page.getByRole('button', { name: 'Go on' }).click();
      await again.page.getByText('That is not a good code').waitFor();
      await again.page.getByLabel('Code').fill(codes[0] ?? '');
      await again.page.getByRole('button', { name: 'Go on' }).click();
      await again.page.getByRole('heading', { name: 'Account' }).waitFor();
      await Promise.all([own, again].map((one) => one.context.close()));
      await context.close();
    });
  }

  it('the page with the picture is accessible, and fits a small phone', async () => {
    const { page, context, problems } = await visit(cast.mrsMusa, { width: 320, dark: true });
    await page.goto('/second-factor');
    await page.locator('input[name=confirmPassword]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByRole('img', { name: 'Picture for the authenticator' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map((one) => `${one.id} ${one.nodes[0]?.target.join(' ')}`)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('the office takes it away for Grace, who then signs in with the password alone', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto(`/accounts/${cast.grace.id}`);
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Take the second step away' }) });
    await form.locator('input[name=confirmPassword]').fill(PASSWORD);
    await form.getByRole('button', { name: 'Take the second step away' }).click();
    await form.waitFor({ state: 'detached' });
    const grace = await visit(null);
    await grace.page.goto('/sign-in');
    await grace.page.getByLabel('Username, e-mail or phone').fill('THS-TCH-001');
    await grace.page.locator('input[name=password]').fill(PASSWORD);
    await grace.page.getByRole('button', { name: 'Sign in' }).click();
    await grace.page.waitForURL('**/today');
    await Promise.all([context.close(), grace.context.close()]);
  });
});

describe('in a real school', () => {
  it('an admin sees nothing before the phone is set up: no page, no act, no live ticket; then everything', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update schools set require_second_factor = true`));
    const token = await tokenOf(cast.admin);
    for (const path of ['/today', '/students', '/settings/history', `/accounts/${cast.grace.id}`]) {
      const answer = await get(path, token);
      expect([answer.status, answer.headers.get('location')], path).toEqual([307, '/second-factor']);
    }
    for (const path of ['/api/changes?since=0', '/api/import-templates/staff', `/api/imports/${cast.grace.id}/failed-rows`, '/api/signature']) expect((await get(path, token)).status, path).toBe(401);
    const ticket = await fetch(`${running().appUrl}/api/live-ticket`, { method: 'POST', headers: { cookie: `session=${token}`, origin: new URL(running().appUrl).origin } });
    expect(ticket.status).toBe(403);
    const { answer } = await callAction({ token, path: '/second-factor', name: 'suspend', input: { userId: cast.grace.id } });
    expect(answer).toMatchObject({ ok: false, code: 'FORBIDDEN' });

    const { page, context } = await visit(cast.admin);
    await page.goto('/today');
    await page.waitForURL('**/second-factor');
    await setUp(page);
    await page.getByRole('link', { name: /go on/ }).click();
    await page.waitForURL('**/today');
    expect(await page.getByRole('link', { name: 'Turn it off' }).count()).toBe(0);
    await context.close();
    await asSystem('test', ({ tx }) => tx.execute(sql`update schools set require_second_factor = false`));
  });
});
