import { afterAll, beforeAll, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, visit } from '@/tests/support/browser';
import { closeDatabase, freshSchool } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

it('the office finds a child without accents, a mother by part of her number, and says so when there is nobody', async () => {
  const { page, context } = await visit(cast.admin);
  await page.goto('/search');
  const find = async (text: string) => {
    await page.getByRole('searchbox').fill(text);
    await page.getByRole('button', { name: 'Search' }).tap();
  };
  await find('tunde');
  await page.getByRole('region', { name: 'Students' }).getByRole('link', { name: 'Adébáyọ̀ Túndé' }).waitFor();
  await find('123 4567');
  await page.getByRole('region', { name: 'Guardians' }).getByText('0803 123 4567').waitFor();
  await find('bello');
  await page.getByRole('region', { name: 'Staff' }).getByRole('link', { name: 'Mrs Bello Grace' }).tap();
  await page.getByRole('heading', { name: 'Bello Grace' }).waitFor();
  await page.goBack();
  await find('nobody of this name');
  await page.getByText('Nobody matches.').waitFor();
  await context.close();
});
