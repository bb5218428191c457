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

describe('two desks correct Tunde’s record', () => {
  it('the second is shown whose value stands, keeps what was typed, saves it, and takes it back', async () => {
    const [one, two] = await Promise.all([visit(cast.admin), visit(cast.superAdmin, { width: 1280 })]);
    const path = `/students/${cast.tunde.id}/edit`;
    await Promise.all([one.page.goto(path), two.page.goto(path)]);
    await two.page.getByLabel('House').fill('Red');
    await two.page.getByLabel('Address').fill('1 Iju Close');
    await two.page.getByRole('button', { name: 'Save' }).click();
    await two.page.getByText('Saved.').waitFor();
    await one.page.getByLabel('Address').fill('12 Ajose Street');
    await one.page.getByRole('button', { name: 'Save' }).tap();
    await one.page.getByText(/Adéyẹmí Kẹ́hìndé changed this to “1 Iju Close” meanwhile/).waitFor();
    await expect.poll(() => one.page.getByLabel('Address').inputValue()).toBe('12 Ajose Street');
    await expect.poll(() => one.page.getByLabel('House').inputValue()).toBe('Red');
    await one.page.getByRole('button', { name: 'Save' }).tap();
    await one.page.getByText('Saved.').waitFor();
    await one.page.getByRole('button', { name: 'Undo' }).tap();
    await one.page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=address]:not([type=hidden])')?.value === '1 Iju Close');
    await one.page.getByRole('link', { name: /Túndé/ }).tap();
    await one.page.getByText('1 Iju Close').waitFor();
    expect([...one.problems, ...two.problems]).toEqual([]);
    await Promise.all([one.context.close(), two.context.close()]);
  });

  it('works without JavaScript', async () => {
    const { page, context } = await visit(cast.admin, { javaScript: false });
    await page.goto(`/staff/${cast.grace.id}/edit`);
    await page.locator('[name=phone]').fill('eight');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is not a phone number').waitFor();
    await expect.poll(() => page.locator('form:has(button:text("Save")) [name=phone]').inputValue()).toBe('eight');
    await page.locator('[name=phone]').fill('0803 222 3333');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await context.close();
  });
});
