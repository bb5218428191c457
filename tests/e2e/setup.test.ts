import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, visit } from '@/tests/support/browser';
import { ownSchool } from '@/tests/support/own-school';

let own: Awaited<ReturnType<typeof ownSchool>>;
beforeAll(async () => {
  own = await ownSchool();
});
afterAll(async () => {
  await closeBrowser();
  await own.stop();
});

const newBrowser = async (javaScript = true) => visit(null, { javaScript });
const next = (page: Page) => page.getByRole('button', { name: 'Save and go on' }).click();

describe('the first run of a school with its own database', () => {
  it('leads every page to set-up, tells where the token is, and takes no other', async () => {
    const { page, context } = await newBrowser();
    for (const address of ['/', '/today', '/sign-in', '/students']) {
      await page.goto(`${own.origin}${address}`);
      await page.waitForURL('**/setup');
    }
    await page.getByText('stands in the log of the server').waitFor();
    await page.getByLabel('Token').fill('a guess');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('That is not the token').waitFor();
    for (const step of ['school', 'branding', 'calendar', 'classes', 'admin']) {
      await page.goto(`${own.origin}/setup/${step}`);
      await page.waitForURL('**/setup');
    }
    await context.close();
  });

  it('goes through in six screens, left in the middle and resumed in a browser without JavaScript', async () => {
    const since = Date.now();
    const address = await own.addressInLog();
    const first = await newBrowser();
    const found: string[] = [];
    const look = async (page: Page) => {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      found.push(...violations.map((one) => `${page.url()}: ${one.id} ${one.nodes[0]?.target.join(' ')}`), ...(over > 0 ? [`${page.url()} overflows by ${over}`] : []));
    };
    await first.page.goto(address);
    await look(first.page);
    await first.page.getByRole('button', { name: 'Begin' }).click();
    await first.page.waitForURL('**/setup/school');
    await look(first.page);
    await next(first.page);
    await first.page.getByText('Write the name of the school.').waitFor();
    await first.page.getByLabel('Name of the school').fill('Ọ̀run Comprehensive College');
    await first.page.getByLabel('Short name').fill('Orun College');
    await first.page.getByLabel('Usernames begin with').fill('occ');
    await next(first.page);
    await first.page.waitForURL('**/setup/branding');
    await look(first.page);
    await first.page.getByLabel('No colour of our own').uncheck();
    await first.page.getByLabel('Colour of the school').fill('#ffe680');
    await next(first.page);
    await first.page.waitForURL('**/setup/calendar');
    await look(first.page);
    await first.context.close();

    // axe needs scripts, so another browser looks at the pages that the next one goes through without them.
    const eyes = await newBrowser();
    await eyes.page.goto(address);
    await eyes.page.getByRole('button', { name: 'Begin' }).click();
    await eyes.page.waitForURL('**/setup/calendar');
    const lookAt = async (step: string) => {
      await eyes.page.goto(`${own.origin}/setup`);
      await eyes.page.waitForURL(`**/setup/${step}`);
      await look(eyes.page);
    };
    const second = await newBrowser(false);
    await second.page.goto(`${own.origin}/setup`);
    await second.page.getByText('not set up yet').first().waitFor();
    await second.page.goto(address);
    await second.page.getByRole('button', { name: 'Begin' }).click();
    await second.page.waitForURL('**/setup/calendar');
    await next(second.page);
    await second.page.waitForURL('**/setup/classes');
    await lookAt('classes');
    await second.page.getByLabel('Playgroup', { exact: true }).uncheck();
    await second.page.getByLabel('Arms of JSS 1').fill('A B C');
    await next(second.page);
    await second.page.waitForURL('**/setup/admin');
    await lookAt('admin');
    await second.page.getByLabel('Surname').fill('Ọlá');
    await second.page.getByLabel('First name').fill('Bísí');
    await second.page.getByLabel(/^Phone/).fill('0803 555 0101');
    await second.page.locator('input[name=password]').fill('seven tall palm trees');
    await second.page.locator('input[name=again]').fill('seven tall palm tree');
    await second.page.getByRole('button', { name: 'Finish and sign in' }).click();
    await second.page.getByText('The two passwords differ').waitFor();
    await expect.poll(() => second.page.getByLabel('Surname').inputValue()).toBe('Ọlá');
    for (const [name, value] of [['password', 'seven tall palm trees'], ['again', 'seven tall palm trees']] as const) await second.page.locator(`input[name=${name}]`).fill(value);
    await second.page.getByRole('button', { name: 'Finish and sign in' }).click();
    // Signed in; in a real school the office sets up its second sign-in step before anything else.
    await second.page.waitForURL('**/second-factor');
    await Promise.all([second.context.close(), eyes.context.close()]);
    console.log(`set-up: 6 screens, ${((Date.now() - since) / 60_000).toFixed(1)} minutes with everything typed by a machine and looked at by axe`);
    expect(found).toEqual([]);
  });

  it('has written a school that works: levels, classes, subjects, one open term, and who did it', async () => {
    const [counts] = await own.sql`select (select count(*)::int from levels) as levels, (select count(*)::int from classes) as classes,
      (select count(*)::int from terms where state = 'active') as active, (select count(*)::int from subjects) > 15 as subjects,
      (select username from users) as username, (select accent from schools) as accent, (select count(*)::int from setup) as setup,
      (select count(distinct name)::int from events where actor_kind = 'visitor' and actor_id = 'setup') as events`;
    expect({ ...counts }).toMatchObject({ levels: 14, classes: 16, active: 1, subjects: true, username: 'OCC-SUP-001', accent: '#ffe680', setup: 0 });
    expect(counts?.events).toBeGreaterThan(6);
  });

  it('is over: set-up does not exist any more, and the first admin signs in with a phone number', async () => {
    const { page, context } = await newBrowser();
    for (const address of ['/setup', '/setup/admin', new URL(await own.addressInLog()).pathname]) expect((await page.goto(`${own.origin}${address}`))?.status()).toBe(404);
    await page.goto(`${own.origin}/today`);
    await page.getByLabel('Username, e-mail or phone').fill('08035550101');
    await page.locator('input[name=password]').fill('seven tall palm trees');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/second-factor');
    // The pale colour of the school is on the page, with dark words on it.
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--on-accent'))).toBe('#000000');
    const manifest = await (await fetch(`${own.origin}/manifest.webmanifest`)).json() as { name: string; short_name: string; theme_color: string };
    expect(manifest).toMatchObject({ name: 'Ọ̀run Comprehensive College', short_name: 'Orun College', theme_color: '#ffe680' });
    await context.close();
  });
});
