import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, visit } from '@/tests/support/browser';
import { pagesOf, people, personOf, publicPages, schoolWithRegister } from '@/tests/support/pages';
import { closeDatabase } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await schoolWithRegister();
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
// In the dark a page has the same elements and other colours.
const ofColours = ['color-contrast', 'link-in-text-block'];

async function look(page: Page, { path, dark }: { path: string; dark: boolean }): Promise<string[]> {
  await page.goto(path);
  // Without frames of other sites, axe needs no second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (dark ? axe.withRules(ofColours) : axe.withTags(wcag)).analyze();
  return violations.map((one) => `${path}: ${one.id} ${one.nodes[0]?.target.join(' ')} ${one.nodes[0]?.failureSummary ?? ''}`);
}

it.each([{ name: 'light', dark: false }, { name: 'dark', dark: true }])('no page has an accessibility problem (WCAG 2.2 AA) or a console error, in $name', async ({ name, dark }) => {
  const found: string[] = [];
  let looked = 0;
  for (const who of [...people, 'visitor'] as const) {
    const { page, context, problems } = await visit(who === 'visitor' ? null : personOf(cast, who), { dark });
    const paths = who === 'visitor' ? publicPages : pagesOf(cast).flatMap(([path, may]) => (may.includes(who) ? [path] : []));
    for (const path of paths) found.push(...(await look(page, { path, dark })).map((one) => `${who} ${one}`));
    looked += paths.length;
    found.push(...problems.map((problem) => `${who}: ${problem}`));
    await context.close();
  }
  console.log(`axe looked at ${looked} pages, ${name}`);
  expect(found).toEqual([]);
  // Every page for everybody who may open it: more pages take longer, not worse.
}, 1_800_000);
