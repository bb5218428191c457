import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { closeBrowser, visit } from '@/tests/support/browser';
import { MANY, many } from '@/tests/support/many';
import { closeDatabase, freshSchool } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
  await asSystem('test', ({ tx }) => many(tx, cast));
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

it('a page past the end of a list is its last page: a request decided elsewhere leaves nobody in front of “nothing”', async () => {
  const { page, problems, context } = await visit(cast.admin, { width: 1280 });
  for (const list of ['/students?q=mány', '/guardians?q=mány', '/staff?q=mány', '/change-requests?', '/accounts/recycle-bin?']) {
    await page.goto(`${list}&page=9`);
    await page.getByText(`101–${MANY} of ${MANY}`).waitFor();
    expect(new URL(page.url()).searchParams.get('page'), list).toBe('3');
  }
  await page.getByRole('link', { name: '◀ Previous' }).click();
  await page.getByText(`51–100 of ${MANY}`).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});

it('a school with more classes than a page can show is read level by level, on the list and on the board', async () => {
  const { page, problems, context } = await visit(cast.admin);
  await page.goto('/classes');
  const levels = page.getByRole('navigation', { name: 'Which level' });
  for (const path of ['/classes', '/attendance']) {
    await page.goto(path);
    await levels.getByRole('link', { name: /^JSS 2 · / }).tap();
    await levels.getByRole('link', { name: /^JSS 2 · .*122$/, }).and(page.locator('[aria-current=page]')).waitFor();
    await page.getByText('JSS 2M120').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.getByRole('link', { name: /^Not taken / }).tap();
  await page.waitForURL('**show=not-taken');
  await levels.getByRole('link', { name: /^JSS 2 · / }).and(page.locator('[aria-current=page]')).waitFor();
  expect(problems).toEqual([]);
  await context.close();
});
