import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import type { SearchAnswer } from '@/lib/search/schema';
import { closeBrowser, untilLive, visit, type Look } from '@/tests/support/browser';
import { get } from '@/tests/support/http';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(8);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const box = (page: Page) => page.getByRole('combobox', { name: /^Name, admission number/ });
const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

/** The places are there. */
const ready = (page: Page) => page.getByRole('option', { name: 'Registers', exact: true }).waitFor();

/** A page of the office’s that answers to keys. */
async function atDesk(path: string, look: Look = { width: 1280 }) {
  const visited = await visit(cast.admin, look);
  await visited.page.goto(path);
  await untilLive(visited.page);
  return visited;
}

async function opened(path: string, look?: Look) {
  const visited = await atDesk(path, look);
  await visited.page.keyboard.press('Control+k');
  await ready(visited.page);
  return visited;
}

describe('the palette', () => {
  it('Miss Ehigie finds Ọlájídé without accents and opens him without a mouse', async () => {
    const { page, context, problems } = await opened('/attendance');
    await expect.poll(() => box(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.type('olajide');
    await page.getByRole('group', { name: 'Guardians' }).getByRole('option', { name: 'Ọlájídé Fẹ́mi 0803 123 4569', selected: true }).waitFor();
    await said(page, '1 found');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ọlájídé Fẹ́mi' }).waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/guardians/${cast.formerGuardian.guardianId}`);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

    // A name and Enter at once: whoever is found first, once they are found.
    await page.keyboard.press('/');
    await ready(page);
    await page.keyboard.type('THS-STU-002');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/students/${cast.amina.id}`);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('shows a few of many and leads to all of them; the keys go round, and to the ends', async () => {
    const { page, context } = await opened('/today');
    await page.keyboard.type('oladipo');
    await option(page, 'All 8 students').waitFor();
    await expect.poll(() => page.getByRole('option').count()).toBe(5);
    const chosen = () => page.getByRole('option', { selected: true }).textContent();
    const first = await chosen();
    await page.keyboard.press('ArrowUp');
    await expect.poll(chosen).toBe('All 8 students');
    await page.keyboard.press('ArrowDown');
    await expect.poll(chosen).toBe(first);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/students?q=oladipo');
    await context.close();
  });

  it('asks once for a word that is typed in one go', async () => {
    const { page, context } = await opened('/today');
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/api/search') && asked.push(new URL(request.url()).search));
    // The page's time stands still until the word is there, however slowly the keys arrive.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.keyboard.type('bello', { delay: 15 });
    await page.clock.resume();
    await option(page, 'Mrs Bello Grace JSS 2A').waitFor();
    expect(asked).toEqual(['?q=bello']);
    await context.close();
  });

  it('leads to places and leaves typing alone: / is a letter in a field, and the focus goes back there', async () => {
    const { page, context } = await opened('/today');
    await page.keyboard.type('add stu');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/students/new');
    const surname = page.locator('[name=surname]').first();
    await surname.fill('Eze');
    await surname.press('/');
    await expect.poll(() => surname.inputValue()).toBe('Eze/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await surname.press('Control+k');
    await box(page).fill('zzzz');
    await said(page, 'Nothing found.');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect.poll(() => surname.evaluate((one) => one === document.activeElement)).toBe(true);
    await context.close();
  });

  it('is opened by the sidebar’s Search, and its / can be switched off', async () => {
    const { page, context } = await atDesk('/today');
    await page.getByRole('link', { name: 'Search Ctrl K' }).click();
    await page.getByRole('checkbox', { name: /The \/ key/ }).uncheck();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/today');
    await page.keyboard.press('/');
    await page.keyboard.press('Control+k');
    await box(page).waitFor();
    await expect.poll(() => box(page).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });

  for (const [width, dark] of [[1280, false], [1280, true], [360, false], [360, true]] as const) {
    it(`has no accessibility problem at ${width} px in ${dark ? 'dark' : 'light'}`, async () => {
      const { page, context, problems } = await opened('/today', { width, dark });
      for (const [text, says] of [['', 'where to go'], ['a', /^\d+ found/], ['zzzz', 'Nothing found']] as const) {
        await box(page).fill(text);
        await said(page, says);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((one) => `"${text}": ${one.id} ${one.nodes[0]?.target.join(' ')}`)).toEqual([]);
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
      await context.close();
    });
  }

  it('says that it needs the network, and goes on by itself when that is back', async () => {
    const { page, context } = await opened('/today');
    await context.setOffline(true);
    await page.keyboard.type('settings');
    await said(page, 'Search needs the network.');
    await option(page, 'Settings').waitFor();
    await box(page).fill('danjuma amina');
    await said(page, 'Search needs the network.');
    await context.setOffline(false);
    await option(page, /Danjuma Amina/).first().waitFor();
    await context.close();
  });

  it('says so as well when it was never fetched, and opens once the network is back', async () => {
    const { page, context } = await atDesk('/today');
    await context.setOffline(true);
    await page.keyboard.press('Control+k');
    await page.getByRole('alert').filter({ hasText: 'Search needs the network.' }).waitFor();
    await context.setOffline(false);
    await page.keyboard.press('Control+k');
    await ready(page);
    await context.close();
  });
});

describe('who may', () => {
  it('Mrs Bello presses the keys and gets nothing, not even the code', async () => {
    const { page, context } = await visit(cast.grace, { width: 1280 });
    await page.goto('/today');
    await untilLive(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.keyboard.press('Control+k');
    await page.keyboard.press('/');
    await page.waitForTimeout(500);
    expect(asked.filter((url) => /\/api\/search|\/_next\//.test(url))).toEqual([]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByText('Ctrl K').count()).toBe(0);
    await context.close();
  });

  it('the route refuses teachers, families and visitors', async () => {
    for (const person of [cast.grace, cast.tundesMother, { id: cast.tunde.userId }]) {
      const refused = await get('/api/search?q=tunde', await tokenOf(person));
      expect(refused.status).toBe(403);
      expect(await refused.text()).not.toContain('Túndé');
    }
    expect((await get('/api/search?q=tunde', null)).status).toBe(401);
  });

  it('every place the office is offered opens for whom it is offered', async () => {
    const offered: Record<string, string[]> = {};
    for (const who of ['admin', 'superAdmin'] as const) {
      const token = await tokenOf(cast[who]);
      const answer = await get('/api/search', token);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      const { places, found } = (await answer.json()) as SearchAnswer;
      expect(found).toEqual([]);
      offered[who] = places.map(([href]) => href);
      for (const href of offered[who]) expect([href, (await get(href, token)).status]).toEqual([href, 200]);
    }
    expect(offered.admin).not.toContain('/settings/trust');
    expect(offered.superAdmin).toContain('/settings/trust');
  });

  it('whoever asks without end is asked to wait', async () => {
    const token = await tokenOf(cast.superAdmin);
    const statuses = new Set<number>();
    for (let asked = 0; asked < 125; asked += 1) statuses.add((await get('/api/search?q=zzzz', token)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
