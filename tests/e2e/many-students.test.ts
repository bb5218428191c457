import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, visit } from '@/tests/support/browser';
import { everybodyChose } from '@/tests/support/passwords';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(60);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('the office works with many students at once', () => {
  it('picks two on one page and one on the next, gives them a house, sees how many, and takes it back', async () => {
    const { page, problems, context } = await visit(cast.admin, { width: 1280 });
    await page.goto('/students');
    const box = (nth: number) => page.locator('input[type=checkbox][name=id]').nth(nth);
    await box(0).check();
    await box(3).check();
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('link', { name: 'Next ▶' }).click();
    await page.getByText(/^51–\d+ of \d+/).waitFor();
    await page.getByText('2 chosen').waitFor();
    await box(1).check();
    await page.getByText('3 chosen').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('3 students, picked one by one.').waitFor();
    await page.getByLabel('House').fill('Indigo');
    await page.getByRole('button', { name: 'Give the house' }).click();
    await page.getByText('3 students put into Indigo house.').first().waitFor();
    expect(await count('students', `house = 'Indigo'`)).toBe(3);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await page.getByText(/^Undone|· Undone/).waitFor();
    expect(await count('students', `house = 'Indigo'`)).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('all that match: the count on the page is the count in the database, also over the edge of a page', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    const matching = await count('enrolments', `class_id = '${cast.class2A.id}' and ends_on is null`);
    await page.goto(`/students?class=${cast.class2A.id}`);
    await page.getByRole('link', { name: `All ${matching} matching` }).click();
    await page.getByText(`All ${matching} students that match.`).waitFor();
    await page.getByLabel('To class').selectOption({ value: cast.class2B.id });
    await page.getByRole('button', { name: 'Move them' }).click();
    // The class has 40 places, so the office is asked.
    await page.getByText(/To put them in, tick the box/).click();
    await page.getByRole('button', { name: 'Move them' }).click();
    await page.getByText(`${matching} students moved to JSS 2B`).first().waitFor();
    expect(await count('enrolments', `class_id = '${cast.class2A.id}' and ends_on is null`)).toBe(0);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect.poll(() => count('enrolments', `class_id = '${cast.class2A.id}' and ends_on is null`)).toBe(matching);
    await context.close();
  });

  it('as a file: after the own password, exactly the chosen ones', async () => {
    await everybodyChose(PASSWORD);
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto(`/students/selected?ids=${cast.tunde.id}+${cast.amina.id}`);
    await page.getByLabel('File type').selectOption('csv');
    await page.getByLabel('Your own password').fill('not this');
    await page.getByRole('button', { name: 'Export 2' }).click();
    await page.getByText('That is not your own password.').waitFor();
    await page.getByLabel('Your own password').fill(PASSWORD);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export 2' }).click()]);
    expect(file.suggestedFilename()).toBe(`students-${cast.today}.csv`);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.trim().split('\r\n')).toHaveLength(3);
    expect(text).toContain(cast.tunde.admissionNumber);
    await context.close();
  });

  it('on paper: a list and cards of exactly those, on a phone nothing is wider than the screen, and without scripts the boxes count', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/students');
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.goto(`/students/selected/print?ids=${cast.tunde.id}+${cast.amina.id}`);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
    await page.goto(`/students/selected/print?ids=${cast.tunde.id}+${cast.amina.id}&as=cards`);
    await expect.poll(() => page.locator('main li').count()).toBe(2);
    await page.goto(`/students/selected?id=${cast.tunde.id}&id=${cast.amina.id}&ids=`);
    await page.getByText('2 students, picked one by one.').waitFor();
    await page.goto('/students/selected?id=nonsense');
    await page.getByText('Nobody is chosen.').waitFor();
    await context.close();
  });

  it('a teacher has no boxes, and no such page', async () => {
    const { page, context } = await visit(cast.grace);
    await page.goto('/students');
    await page.getByRole('link', { name: 'Danjuma Amina' }).waitFor();
    expect(await page.locator('input[type=checkbox]').count()).toBe(0);
    expect((await page.goto('/students/selected?all=on'))?.status()).toBe(404);
    await context.close();
  });
});
