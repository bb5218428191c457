import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { parseEnv } from '@/lib/platform/env';
import { buildWhenStale } from './build';
import { findChromium } from './chromium';
import { demoAccounts } from './demo/accounts';
import { loadDemoSchool } from './demo/load';
import { freePort } from './embedded/ports';
import { startEmbedded } from './embedded/services';
import { createEnding } from './ending';
import { startSchool, untilReady } from './school';

const OUT = 'docs/screenshots';
type Account = Awaited<ReturnType<typeof demoAccounts>>[number];
type Shot = { name: string; open: (page: Page) => Promise<unknown> };

const go = (address: string) => (page: Page) => page.goto(address);
const click = (from: string, link: RegExp) => async (page: Page) => {
  await page.goto(from);
  await page.getByRole('main').getByRole('link', { name: link }).first().click();
  await page.waitForLoadState('networkidle');
};

const firstRow = (list: string) => async (page: Page) => {
  await page.goto(list);
  await page.locator(`main td a[href^="${list}/"]`).first().click();
  await page.waitForURL(`**${list}/**`);
};
/** From the first student to one of the pages behind them. */
const ofStudent = (link: RegExp, address: string) => async (page: Page) => {
  await firstRow('/students')(page);
  await page.getByRole('link', { name: link }).first().click();
  await page.waitForURL(address);
};

const houses = ['Blue', 'Green', 'Red', 'Yellow'];

/** Some students get another house, so that there is a change to look at. */
const putIntoHouse = async (page: Page) => {
  await page.goto('/students/selected?all=on&q=ola');
  await page.getByLabel('House').fill(houses[0] ?? '');
  houses.push(...houses.splice(0, 1));
  await page.getByRole('button', { name: 'Give the house' }).click();
  await page.waitForURL('**/students/changes**');
};

/** By its key, with a name typed. */
async function openPalette(page: Page): Promise<void> {
  await page.goto('/today');
  await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Name/ }).fill('ola');
  await page.getByRole('option', { name: /Ọlá/ }).first().waitFor();
}

/** What each role is shown with; the teacher takes the register on the way, so that the others see it. */
const shots: Record<string, Shot[]> = {
  teacher: [
    { name: 'teacher-today', open: go('/today') },
    { name: 'register', open: click('/today', /Take register|Open register/) },
    { name: 'class', open: click('/classes', /./) },
    { name: 'class-summary', open: async (page) => (await click('/classes', /./)(page), await page.getByRole('link', { name: 'Attendance summary' }).click(), await page.waitForURL('**/attendance')) },
  ],
  parent: [
    { name: 'parent-today', open: go('/today') },
    { name: 'student', open: click('/today', /^[^A]/) },
    { name: 'student-attendance', open: click('/today', /^Attendance/) },
    { name: 'ask-change', open: async (page) => (await click('/today', /^[^A]/)(page), await page.getByRole('link', { name: 'Ask the school' }).click(), await page.waitForURL('**/change-requests/new**')) },
    { name: 'notices', open: go('/notifications') },
  ],
  student: [{ name: 'student-today', open: go('/today') }],
  admin: [
    { name: 'office-today', open: go('/today') },
    { name: 'board', open: go('/attendance') },
    { name: 'classes', open: go('/classes') },
    { name: 'students', open: go('/students') },
    { name: 'search', open: go('/search?q=ola') },
    { name: 'chosen', open: go('/students/selected?all=on&q=ola') },
    { name: 'bulk-changes', open: putIntoHouse },
    { name: 'chosen-list', open: go('/students/selected/print?all=on&q=ola') },
    { name: 'palette', open: openPalette },
    { name: 'import', open: go('/people/import') },
    { name: 'student-office', open: firstRow('/students') },
    { name: 'edit-student', open: ofStudent(/Change the record/, '**/edit') },
    { name: 'medical', open: ofStudent(/Medical notes/, '**/medical') },
    { name: 'id-cards', open: async (page) => (await click('/classes', /./)(page), await page.getByRole('link', { name: 'ID cards' }).click(), await page.waitForURL('**/print/cards')) },
    { name: 'placement', open: ofStudent(/Move to another class/, '**/placement') },
    { name: 'guardians', open: go('/guardians') },
    { name: 'guardian', open: firstRow('/guardians') },
    { name: 'change-requests', open: go('/change-requests') },
    { name: 'add-student', open: go('/students/new') },
    { name: 'staff', open: go('/staff') },
    { name: 'add-staff', open: go('/staff/new') },
    { name: 'account-of', open: click('/staff', /Bello|Abdullahi/) },
    { name: 'recycle-bin', open: go('/accounts/recycle-bin') },
    { name: 'settings', open: go('/settings') },
    { name: 'settings-school', open: go('/settings/school') },
    { name: 'settings-branding', open: go('/settings/branding') },
    { name: 'settings-calendar', open: go('/settings/calendar') },
    { name: 'settings-levels', open: go('/settings/levels') },
    { name: 'settings-classes', open: go('/settings/classes') },
    { name: 'settings-subjects', open: go('/settings/subjects') },
    { name: 'settings-subject', open: click('/settings/subjects', /French/) },
    { name: 'class-teachers', open: async (page) => (await click('/classes', /./)(page), await page.getByRole('link', { name: 'Teachers' }).click(), await page.waitForURL('**/teachers')) },
    { name: 'history', open: go('/settings/history') },
    { name: 'account', open: go('/account') },
  ],
  'super-admin': [{ name: 'mail', open: go('/settings/mail') }],
};

async function takeRegister(page: Page): Promise<void> {
  await click('/today', /Take register/)(page);
  await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
  for (const line of [2, 9, 9, 17]) await page.locator('[data-student]').nth(line).click();
  await page.getByRole('button', { name: 'Save register' }).click();
  await page.getByText('Register saved.').waitFor();
}

type Look = { width: number; dark: boolean };

async function signedIn(browser: Browser, origin: string, { account, width, dark }: Look & { account: Account }): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin, viewport: { width, height: width < 800 ? 740 : 800 }, colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await page.goto('/sign-in');
  if (account.role === 'teacher') {
    await page.screenshot({ path: file('sign-in', { width, dark }) });
    await page.goto('/forgotten-password');
    await page.screenshot({ path: file('forgotten-password', { width, dark }) });
    await page.goto('/sign-in');
  }
  await page.getByLabel('Username, e-mail or phone').fill(account.username);
  await page.locator('input[name=password]').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/today');
  return page;
}

const file = (name: string, { width, dark }: Look) => path.join(OUT, `${name}-${width}${dark ? '-dark' : ''}.png`);

async function photograph(origin: string): Promise<void> {
  const found = await findChromium();
  const browser = await chromium.launch({ executablePath: found.path, args: found.args });
  const accounts = await demoAccounts();
  const byRole = new Map(accounts.toReversed().map((one) => [one.role, one]));
  const looks: Look[] = [{ width: 360, dark: false }, { width: 360, dark: true }, { width: 1280, dark: false }, { width: 1280, dark: true }];
  let isTaken = false;
  for (const look of looks) {
    for (const [role, pages] of Object.entries(shots)) {
      const account = byRole.get(role);
      if (!account) throw new Error(`the demonstration has no ${role}`);
      const page = await signedIn(browser, origin, { account, ...look });
      if (!isTaken && role === 'teacher') await takeRegister(page);
      isTaken = true;
      for (const { name, open } of pages) {
        await open(page);
        await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
        await page.screenshot({ path: file(name, look) });
      }
      await page.context().close();
    }
  }
  await browser.close();
}

async function takeAll(ending: ReturnType<typeof createEnding>): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'treasure-home-look-'));
  ending.add(() => rm(dataDir, { recursive: true, force: true }));
  const services = await ending.starting(startEmbedded(dataDir, console.log, { throwAway: true, given: {} as NodeJS.ProcessEnv }));
  Object.assign(process.env, services.env);
  const { migrate } = await import('@/db/migrate');
  await migrate(services.env.DATABASE_URL ?? '', services.env.DATABASE_RUNTIME_URL);
  await loadDemoSchool({ databaseUrl: services.env.DATABASE_URL ?? '', log: console.log });
  await buildWhenStale({ dataDir, env: process.env });
  const [PORT, REALTIME_PORT] = [String(await freePort()), String(await freePort())];
  const env = { ...process.env, ...services.env, PORT, REALTIME_PORT, APP_URL: `http://localhost:${PORT}`, REALTIME_URL: undefined };
  const settings = parseEnv({ ...env, NODE_ENV: 'production' });
  await ending.starting(startSchool({ dataDir, settings, env, log: console.log }));
  await untilReady(settings);
  await mkdir(OUT, { recursive: true });
  await photograph(settings.APP_URL);
  console.log(`The pictures are in ${OUT}.`);
}

async function main(): Promise<number> {
  const ending = createEnding();
  const work = takeAll(ending).then(() => 0, (error: Error) => {
    console.error(error);
    return 1;
  });
  // Whatever happens, nothing that was started is left running.
  const code = await Promise.race([work, ending.asked.then(() => 1)]);
  await ending.end();
  return code;
}

void main().then((code) => process.exit(code));
