import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { count } from '@/tests/support/people';
import { textOfPaper } from '@/tests/support/paper-text';
import { closeDatabase, freshSchool } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(0);
  await everybodyChose(PASSWORD);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const roll = [
  'Surname,First name,Sex,Date of birth,Class,Arm,Mother,Mother first name,Who,Phone,House',
  'Musa,Zara,F,04/08/2014,JSS 2,A,Musa,Hauwa,mother,08055512345,Red',
  'Obi,Uche,M,2014-03-02,JSS 2,B,Adébáyọ̀,Ìyábọ̀,mother,0803 123 4567,Blue',
  'Eze,Ada,F,31/02/2014,JSS 2,A,Eze,Ngozi,mother,08055512346,Red',
].join('\n');
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('the office imports a file', () => {
  it('in four screens: upload, columns, what would change, done; then prints slips and takes it back', async () => {
    const { page, context, problems } = await visit(cast.admin);
    await page.goto('/people/import');
    await page.getByLabel('File', { exact: true }).setInputFiles(file('Roll 2026.csv', roll));
    await page.getByRole('button', { name: 'Upload the file' }).tap();

    await page.getByRole('button', { name: 'Check the file' }).waitFor();
    await expect.poll(() => page.getByLabel('Sex').inputValue()).toBe('gender');
    await expect.poll(() => page.getByLabel('House').inputValue()).toBe('');
    const columns = { Mother: 'guardian1_surname', 'Mother first name': 'guardian1_first_name', Who: 'guardian1_relationship', Phone: 'guardian1_phone' };
    for (const [title, name] of Object.entries(columns)) await page.getByLabel(title, { exact: true }).selectOption(name);
    await page.getByLabel('Sex').selectOption('');
    await page.getByRole('button', { name: 'Check the file' }).tap();
    await page.getByText('Say which column holds Gender.').waitFor();
    await expect.poll(() => page.getByLabel('Who', { exact: true }).inputValue()).toBe('guardian1_relationship');
    await page.getByLabel('Sex').selectOption('gender');
    await page.getByRole('button', { name: 'Check the file' }).tap();

    await page.getByText('2 students new').waitFor();
    await page.getByText('1 guardian new, 1 matched').waitFor();
    await page.getByText('is not a date').waitFor();
    const failed = await (await page.request.get(await page.getByRole('link', { name: 'CSV' }).getAttribute('href') ?? '')).text();
    expect(failed).toContain('Eze,Ada,F,31/02/2014');
    expect(failed.split('\r\n')[0]).toMatch(/,Error$/);
    await page.reload();
    await page.locator('input[name=confirmPassword]').fill('a guess');
    await page.getByLabel(/Leave the 1 row/).check();
    await page.getByRole('button', { name: 'Import', exact: true }).tap();
    await page.getByText('That is not your own password.').waitFor();
    await expect.poll(() => page.getByLabel(/Leave the 1 row/).isChecked()).toBe(true);
    expect(await count('students', `surname = 'Musa'`)).toBe(0);
    await page.locator('input[name=confirmPassword]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Import', exact: true }).tap();

    await page.getByRole('heading', { name: 'Sign-in slips' }).waitFor();
    expect(await count('students', `surname in ('Musa', 'Obi')`)).toBe(2);
    const [slips] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Print sign-in slips/ }).tap()]);
    expect((await readFile(await slips.path())).subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByText('The slips are in your downloads').waitFor();

    await page.getByRole('button', { name: 'Undo this import' }).tap();
    await page.getByRole('heading', { name: /: taken back$/ }).waitFor();
    expect(await count('students', `surname in ('Musa', 'Obi')`)).toBe(0);
    await page.goto('/people/import');
    await page.getByText('Taken back', { exact: true }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('a photo is refused before anything is sent, at its field', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/people/import');
    // Only a page that runs scripts looks at the file by itself.
    await untilLive(page);
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'class.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: 'Upload the file' }).tap();
    await page.getByText('“class.jpg” is neither a CSV file').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('file');
    expect(await count('imports', `file_name = 'class.jpg'`)).toBe(0);
    await context.close();
  });

  it('an admin sees what a staff list that makes admins would do, and that only a super admin may import it', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto('/people/import');
    await page.getByLabel(/^Staff/).check();
    await page.getByLabel('File', { exact: true }).setInputFiles(file('staff.csv', 'surname,first_name,gender,phone,role\nMusa,Hauwa,Female,08055512345,admin\n'));
    await page.getByRole('button', { name: 'Upload the file' }).click();
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByText('Only a super admin may import it.').waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).count()).toBe(0);
    await context.close();
  });

  it('the templates come back with only their sample row to say something about', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto('/people/import');
    for (const name of ['Students and guardians (Excel)', 'Students and guardians (CSV)']) {
      const link = await page.getByRole('link', { name }).getAttribute('href');
      const bytes = await (await page.request.get(link ?? '')).body();
      await page.goto('/people/import');
      await page.getByLabel('File', { exact: true }).setInputFiles({ name: name.includes('CSV') ? 'template.csv' : 'template.xlsx', mimeType: 'application/octet-stream', buffer: bytes });
      await page.getByRole('button', { name: 'Upload the file' }).click();
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('1 thing worth knowing').click();
      await page.getByText('This is the sample row of the template; it was left out.').waitFor();
      await page.goto('/people/import');
    }
    await context.close();
  });

  it('a class prints the slips of those who have not signed in yet; when everybody has, it says so in place', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'pending', password_hash = null, one_time_hash = 'x' where id = ${cast.aminasFather.id}`));
    const { page, context } = await visit(cast.admin);
    await page.goto(`/classes/${cast.class2A.id}`);
    await page.getByText('Sign-in slips', { exact: true }).tap();
    const [slips] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Print sign-in slips/ }).tap()]);
    expect(textOfPaper(await readFile(await slips.path()))).toContain('Parent of Danjuma Amina (JSS 2A)');
    await asSystem('test', ({ tx }) => tx.execute(sql`update users set status = 'active', password_hash = 'x', one_time_hash = null where id = ${cast.aminasFather.id}`));
    await page.reload();
    await page.getByText('Sign-in slips', { exact: true }).tap();
    await page.getByRole('button', { name: /Print sign-in slips/ }).tap();
    await page.getByText('Everybody here has signed in already, so there is no slip to print.').waitFor();
    await context.close();
  });
});
