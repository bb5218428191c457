import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool();
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('no network at roll call', () => {
  it('the register waits on the phone, survives a reload, and is written once when the network returns', async () => {
    const { page, context } = await visit(cast.grace);
    await page.goto(`/classes/${cast.class2A.id}/attendance/${cast.today}`);
    await untilLive(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    await page.locator(`[data-student="${cast.tunde.id}"]`).tap();
    await page.getByRole('button', { name: 'Save register' }).tap();
    await page.getByText('Saved on this device. It will be sent when the school’s server answers.').waitFor();
    expect(await count('registers')).toBe(0);
    await page.reload();
    await page.getByText('JSS 2A: 1 absent, 0 late. It will be sent when the school’s server answers.').waitFor();
    // The offline page goes back by itself.
    await context.setOffline(false);
    await page.getByText(/Taken \d\d:\d\d by you/).waitFor();
    await expect.poll(() => page.getByText('It will be sent when').count()).toBe(0);
    expect(await count('register_submissions')).toBe(1);
    expect(await count('attendance_marks', `status = 'absent'`)).toBe(1);
    await context.close();
  });

  it('an answer that was lost on the way is asked for again, and the register is written once', async () => {
    const { page, context } = await visit(cast.grace);
    const path = `/classes/${cast.class2A.id}/attendance/${cast.today}`;
    await page.goto(path);
    await untilLive(page);
    let cut = 0;
    await page.route(`**${path}`, async (route) => {
      if (route.request().method() !== 'POST' || cut > 0) return route.continue();
      cut += 1;
      // The server does its work; the phone never hears of it.
      await Promise.race([route.fetch().catch(() => null), sleep(30_000)]);
      await route.abort('connectionreset').catch(() => undefined);
    });
    await page.locator(`[data-student="${cast.amina.id}"]`).tap();
    await page.getByRole('button', { name: 'Save changes' }).tap();
    await expect.poll(() => count('register_submissions')).toBe(2);
    await expect.poll(() => page.getByText('It will be sent when').count()).toBe(0);
    expect(cut).toBe(1);
    expect(await count('register_submissions')).toBe(2);
    await context.close();
  });

  it('signing out leaves nothing of Grace on the phone: offline, the next person sees only the offline page', async () => {
    const { page, context } = await visit(cast.grace);
    await page.goto('/today');
    await page.goto('/account');
    await untilLive(page);
    await page.getByRole('button', { name: 'Sign out', exact: true }).tap();
    // A new document, not only a new address: the old one still holds what it has shown.
    await page.waitForFunction(() => performance.getEntriesByType('navigation')[0]?.name.endsWith('/sign-in'));
    const left = await page.evaluate(async () => ({
      cookie: document.cookie, databases: (await indexedDB.databases()).map((one) => one.name), local: localStorage.length,
    }));
    expect(left).toEqual({ cookie: '', databases: [], local: 0 });
    // Back, as the button does it; the answer of goBack() itself can be lost while the service worker is being removed.
    await page.evaluate(() => history.back());
    await page.waitForURL('**/sign-in**', { waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    // The page may still be on its way to sign-in; then there is nothing to read yet.
    await expect.poll(() => page.content().then((html) => html.includes('Bello'), () => null)).toBe(false);
    await context.close();
  });
});
