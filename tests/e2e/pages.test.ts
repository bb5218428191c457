import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { get } from '@/tests/support/http';
import { pagesOf, people, personOf, publicPages, schoolWithRegister } from '@/tests/support/pages';
import { closeDatabase, tokenOf } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await schoolWithRegister();
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('every page', () => {
  it('is there for whom it is, and does not exist for the others', async () => {
    const wrong: string[] = [];
    for (const who of people) {
      const token = await tokenOf(personOf(cast, who));
      for (const [path, may] of pagesOf(cast)) {
        const { status } = await get(path, token);
        if (status !== (may.includes(who) ? 200 : 404)) wrong.push(`${who} ${path}: ${status}`);
      }
    }
    for (const [path] of pagesOf(cast)) {
      const answer = await get(path, null);
      if (answer.status !== 307 || !answer.headers.get('location')?.includes('/sign-in?next=')) wrong.push(`visitor ${path}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is dark when its reader chose so, from the first byte and on a light phone', async () => {
    const { page, context } = await visit(cast.grace);
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto('/account');
    await untilLive(page);
    const light = await background();
    await page.getByLabel('Light or dark').selectOption('dark');
    await expect.poll(background).not.toBe(light);
    const dark = await background();
    const answer = await page.goto('/today');
    expect(await answer?.text()).toContain('data-theme="dark"');
    await expect.poll(background).toBe(dark);
    await page.goto('/account');
    await untilLive(page);
    await page.getByLabel('Light or dark').selectOption('system');
    await expect.poll(background).toBe(light);
    await context.close();
  });

  it('fits a screen of 320 px and has targets of at least 24 px', async () => {
    const wrong: string[] = [];
    for (const who of ['superAdmin', 'admin', 'grace', 'tundesMother', 'visitor'] as const) {
      const { page, context } = await visit(who === 'visitor' ? null : personOf(cast, who), { width: 320 });
      const paths = who === 'visitor' ? publicPages : pagesOf(cast).flatMap(([path, may]) => (may.includes(who) ? [path] : []));
      for (const path of paths) {
        await page.goto(path);
        const seen = await page.evaluate(() => ({
          over: document.documentElement.scrollWidth - innerWidth,
          small: [...document.querySelectorAll('a, button, select, input:not([type=hidden]), summary')]
            .filter((one) => one.getClientRects().length > 0 && !one.closest('.sr-only') && !one.matches('[aria-hidden=true], [tabindex="-1"]'))
            .filter((one) => !(one.tagName === 'A' && one.closest('p')))
            .map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent.slice(0, 30) }))
            .filter(({ box }) => box.width > 1 && (box.height < 23.5 || box.width < 23.5))
            .map(({ box, text }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`),
        }));
        if (seen.over > 0) wrong.push(`${who} ${path} overflows by ${seen.over}`);
        wrong.push(...seen.small.map((one) => `${who} ${path} small: ${one}`));
      }
      await context.close();
    }
    expect(wrong).toEqual([]);
  });
});
