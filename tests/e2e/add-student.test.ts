import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, visit } from '@/tests/support/browser';
import { closeDatabase, freshSchool } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(0);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('the office adds a child', () => {
  it('on a phone: is asked whether the guardian is Tunde’s mother, loses nothing typed, and hands over the slip', async () => {
    const { page, context, problems } = await visit(cast.admin);
    await page.goto('/students');
    await page.getByRole('link', { name: 'Add a student' }).tap();
    await page.waitForURL('**/students/new');
    const family = page.getByRole('group', { name: /^Guardian/ });
    await page.getByLabel('Surname').first().fill('Adébáyọ̀');
    await page.getByLabel('First name').first().fill('Kúnlé');
    await page.getByLabel('Date of birth').fill('31/02/2014');
    await page.getByLabel('Gender').selectOption('male');
    await page.getByLabel('Class').selectOption({ label: 'JSS 2A (2 of 40)' });
    await expect.poll(() => page.getByLabel('Department').isVisible()).toBe(false);
    await family.getByLabel('Relationship').selectOption('mother');
    await family.getByLabel('Surname').fill('Adébáyọ̀');
    await family.getByLabel('First name').fill('Ìyábọ̀');
    await family.getByLabel('Phone').fill('0803 123 4567');
    await page.getByRole('button', { name: 'Add the student' }).tap();
    await page.getByText('is not a date').waitFor();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('date_of_birth');
    await page.getByLabel('Date of birth').fill('04/08/2014');
    await page.getByRole('button', { name: 'Add the student' }).tap();
    await page.getByLabel(/This is Adébáyọ̀ Ìyábọ̀, guardian of Túndé and Chidi/).check();
    await expect.poll(() => page.getByLabel('Gender').inputValue()).toBe('male');
    await page.getByRole('button', { name: 'Add the student' }).tap();
    await page.getByText('Adébáyọ̀ Kúnlé is in JSS 2A.').waitFor();
    await expect.poll(() => page.locator('[data-first-password]').count()).toBe(1);
    await page.getByRole('link', { name: 'Open the record' }).tap();
    await page.getByRole('heading', { name: 'Adébáyọ̀ Kúnlé' }).waitFor();
    await expect.poll(() => page.getByText('may pick up').count()).toBe(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('without JavaScript, with everything at once', async () => {
    const { page, context } = await visit(cast.admin, { javaScript: false });
    await page.goto('/students/new');
    await page.locator('[name=surname]').fill('Ọlátúnjí');
    await page.locator('[name=first_name]').fill('Bọ́lá');
    await page.locator('[name=date_of_birth]').fill('04/08/2014');
    await page.locator('[name=gender]').selectOption('female');
    await page.locator('[name=class_id]').selectOption(cast.class2B.id);
    await page.getByRole('button', { name: 'Add the student' }).click();
    await page.getByText('Ọlátúnjí Bọ́lá is in JSS 2B.').waitFor();
    await context.close();
  });
});
