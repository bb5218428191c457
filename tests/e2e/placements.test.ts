import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, paceOf, untilLive, visit } from '@/tests/support/browser';
import { allowed } from '@/tests/support/pace';
import { closeDatabase, freshSchool } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(18);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('a student changes class, leaves and comes back', () => {
  it('Tunde moves to 2B while Grace has his page open: it is gone within 5 seconds', async () => {
    const grace = await visit(cast.grace);
    await grace.page.goto(`/students/${cast.tunde.id}`);
    await untilLive(grace.page);
    const office = await visit(cast.admin, { width: 1280 });
    await office.page.goto(`/students/${cast.tunde.id}`);
    await office.page.getByRole('link', { name: 'Move to another class, or leave' }).click();
    await office.page.getByLabel('To class').selectOption({ label: 'JSS 2B (1 of 40)' });
    await office.page.getByLabel('First day there').fill('31/02/2026');
    await office.page.getByRole('button', { name: 'Move' }).click();
    await office.page.getByText('is not a date').waitFor();
    const [year, month, day] = cast.today.split('-');
    await office.page.getByLabel('First day there').fill(`${day}/${month}/${year}`);
    await office.page.getByRole('button', { name: 'Move' }).click();
    const moved = performance.now();
    await office.page.getByText(/THS-STU-001 · JSS 2B/).waitFor();
    await grace.page.getByRole('heading', { name: /Túndé/ }).waitFor({ state: 'hidden' });
    const took = performance.now() - moved;
    const pace = await paceOf(grace.page);
    console.log(`moved → the old teacher’s page is gone after ${Math.round(took)} ms; one opens in ${Math.round(pace)} ms`);
    expect(took).toBeLessThan(allowed(5_000, pace));
    expect(office.problems).toEqual([]);
    await Promise.all([grace.context.close(), office.context.close()]);
  });

  it('Amina leaves, is found among those who have left, and is to come back tomorrow, until the office thinks again', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto(`/students/${cast.amina.id}/placement`);
    await page.getByRole('button', { name: 'Withdraw from the school' }).tap();
    await page.getByText('Write why the student leaves.').waitFor();
    await page.getByLabel('Reason').fill('Moved to Ibadan');
    await page.getByRole('button', { name: 'Withdraw from the school' }).tap();
    await page.getByText('left the school: Moved to Ibadan').waitFor();
    await page.goto('/students?show=left');
    await page.getByRole('link', { name: /Danjuma/ }).tap();
    await page.getByRole('link', { name: 'Re-admit' }).tap();
    await page.getByLabel('To class').selectOption({ label: 'JSS 2A (18 of 40)' });
    await page.getByRole('button', { name: 'Re-admit' }).tap();
    await page.getByText(/The last day was/).waitFor();
    const tomorrow = new Date(`${cast.today}T12:00:00Z`);
    tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
    const [year, month, day] = tomorrow.toISOString().slice(0, 10).split('-');
    await page.getByLabel('First day there').fill(`${day}/${month}/${year}`);
    await page.getByRole('button', { name: 'Re-admit' }).tap();
    await page.getByRole('heading', { name: /^Comes back to JSS 2A on / }).waitFor();
    await page.getByText(/THS-STU-002 · not in a class now/).waitFor();
    await page.getByRole('button', { name: 'Cancel the plan' }).tap();
    await page.getByRole('heading', { name: 'Re-admit to the school' }).waitFor();
    await context.close();
  });
});

describe('a class on paper', () => {
  it('prints its list and its cards on A4, without the frame of the page', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto(`/classes/${cast.class2B.id}`);
    await page.getByRole('link', { name: 'ID cards' }).click();
    // The number is on the page before as well.
    await page.waitForURL('**/print/cards');
    await page.getByText('THS-STU-003').waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    const millimetres = (pixels = 0) => Math.round(pixels / (96 / 25.4));
    await expect.poll(async () => {
      const card = await page.getByRole('listitem').filter({ hasText: 'THS-STU-003' }).boundingBox();
      return [millimetres(card?.width), millimetres(card?.height)];
    }).toEqual([85, 54]);
    await page.goto(`/classes/${cast.class2A.id}/print/cards`);
    // Ten on a page.
    await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'THS-STU-' }).count()).toBe(18);
    expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
    await page.goto(`/classes/${cast.class2B.id}/print/list`);
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await expect.poll(() => page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    await context.close();
  });
});
