import { readFile } from 'node:fs/promises';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBrowser, visit } from '@/tests/support/browser';
import { ownSchool } from '@/tests/support/own-school';
import { textOfPaper } from '@/tests/support/paper-text';
import { findProcesses } from '@/tests/support/processes';

const PASSWORD = 'seven tall palm trees';
const arms: Record<string, string> = {
  'Primary 1': 'A B', 'Primary 2': 'A B', 'Primary 3': 'A B', 'Primary 4': 'A B', 'Primary 5': 'A B', 'Primary 6': 'A B',
  'JSS 1': 'A B C', 'JSS 2': 'A B C', 'JSS 3': 'A B C', 'SSS 1': 'A B C', 'SSS 2': 'A B C', 'SSS 3': 'A B C',
};

let own: Awaited<ReturnType<typeof ownSchool>>;
beforeAll(async () => {
  own = await ownSchool();
});
afterAll(async () => {
  await closeBrowser();
  await own.stop();
});

const goOn = (page: Page) => page.getByRole('button', { name: 'Save and go on' }).click();

/** The screens that were shown, by their address without ids. */
const screens: string[] = [];
function watch(page: Page): void {
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    const path = new URL(frame.url()).pathname.replace(/[0-9a-f-]{36}/, '…');
    if (path !== screens.at(-1)) screens.push(path);
  });
}

async function begin(page: Page): Promise<void> {
  await page.goto(await own.addressInLog());
  await page.getByRole('button', { name: 'Begin' }).click();
}

async function importFile(page: Page, kind: string, file: string): Promise<number> {
  await page.goto(`${own.origin}/people/import`);
  await page.getByLabel(kind).check();
  await page.getByLabel('File', { exact: true }).setInputFiles(`db/seed/demo/${file}`);
  await page.getByRole('button', { name: 'Upload the file' }).click();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.locator('input[name=confirmPassword]').fill(PASSWORD);
  const since = Date.now();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign-in slips' }).waitFor({ timeout: 300_000 });
  return (Date.now() - since) / 1000;
}

it('from an empty database to a mother who sees her child: set-up killed and resumed, 60 staff and 1,000 students imported, slips printed', async () => {
  const since = Date.now();
  const first = await visit(null, { width: 1280 });
  watch(first.page);
  await begin(first.page);
  await first.page.getByLabel('Name of the school').fill('Treasure-Home School');
  await first.page.getByLabel('Short name').fill('Treasure-Home');
  await goOn(first.page);
  await first.page.waitForURL('**/setup/branding');
  // The browser is closed and the whole school is killed, in the middle.
  await first.context.close();
  for (const pid of findProcesses('', `REALTIME_PORT=${own.realtimePort}`)) process.kill(pid, 'SIGKILL');
  await own.untilReady();

  const { page, context } = await visit(null, { width: 1280 });
  watch(page);
  await begin(page);
  await page.waitForURL('**/setup/branding');
  await page.getByRole('button', { name: /Skip|Without|Later/ }).click();
  await page.waitForURL('**/setup/calendar');
  await goOn(page);
  await page.waitForURL('**/setup/classes');
  for (const [level, letters] of Object.entries(arms)) await page.getByLabel(`Arms of ${level}`, { exact: true }).fill(letters);
  await goOn(page);
  await page.waitForURL('**/setup/admin');
  await page.getByLabel('Surname').fill('Adéyẹmí');
  await page.getByLabel('First name').fill('Kẹ́hìndé');
  await page.getByLabel(/^Phone/).fill('0803 555 0101');
  for (const name of ['password', 'again']) await page.locator(`input[name=${name}]`).fill(PASSWORD);
  await page.getByRole('button', { name: 'Finish and sign in' }).click();

  await page.waitForURL('**/second-factor');
  await page.locator('input[name=confirmPassword]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set it up' }).click();
  const key = (await page.locator('[data-typed-secret]').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('Code from the phone').fill(new TOTP({ secret: Secret.fromBase32(key) }).generate());
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();

  const staffSeconds = await importFile(page, 'Staff', 'staff.csv');
  const rollSeconds = await importFile(page, 'Students and their guardians', 'school-roll.csv');
  const [counts] = await own.sql`select (select count(*)::int from students) as students, (select count(*)::int from guardians) as guardians, (select count(*)::int from staff) as staff`;
  expect({ ...counts }).toEqual({ students: 1_000, guardians: 937, staff: 61 });

  const printing = Date.now();
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 300_000 }).catch(async () => { throw new Error(`no slips: ${await page.locator('main').innerText()}`); }), page.getByRole('button', { name: /Print sign-in slips/ }).click()]);
  const words = textOfPaper(await readFile(await download.path()));
  const slipSeconds = (Date.now() - printing) / 1000;
  await context.close();

  const about = words.findIndex((word) => word.startsWith('Parent of '));
  const [username, password] = [words[about + 2] ?? '', words[about + 4] ?? ''];
  expect([username, password]).toEqual([expect.stringMatching(/^THS-PAR-\d+$/), expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/)]);
  const [child] = await own.sql`select s.first_name as name from students s join guardian_links l on l.student_id = s.id join guardians g on g.id = l.guardian_id
    join users u on u.id = g.user_id where u.username = ${username} limit 1`;
  const mother = await visit(null);
  watch(mother.page);
  await mother.page.goto(`${own.origin}/sign-in`);
  await mother.page.getByLabel('Username, e-mail or phone').fill(username);
  await mother.page.locator('input[name=password]').fill(password);
  await mother.page.getByRole('button', { name: 'Sign in' }).tap();
  await mother.page.getByRole('heading', { name: 'Choose your password' }).waitFor();
  for (const name of ['password', 'again']) await mother.page.locator(`input[name=${name}]`).fill('nine quiet river stones');
  await mother.page.getByRole('button', { name: 'Save password' }).tap();
  await mother.page.getByText(String(child?.name)).first().waitFor();
  await mother.context.close();
  console.log(`first afternoon: ${screens.length} screens, ${((Date.now() - since) / 60_000).toFixed(1)} minutes typed by a machine; staff written in ${staffSeconds.toFixed(1)} s, `
    + `1,000 students in ${rollSeconds.toFixed(1)} s, ${words.filter((word) => word === 'First password').length} slips in ${slipSeconds.toFixed(1)} s\n${screens.join(' ')}`);
}, 1_200_000);
