import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool();
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const register = () => `/classes/${cast.class2A.id}/attendance/${cast.today}`;

/** All that a student's row says from now on, also for a moment between two drawings. */
async function everyTextOf(page: Page, studentId: string): Promise<() => Promise<string[]>> {
  const row = page.locator(`[data-student="${studentId}"]`);
  const seen = await row.evaluateHandle((element) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
    return texts;
  });
  return () => seen.jsonValue();
}

describe('Grace takes the register of 2A on her phone', () => {
  it('today, my class, everyone present, nothing written yet; 3 absent of 40 take 4 taps', async () => {
    const { page, problems } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    await expect.poll(() => page.locator('[data-student]').count()).toBe(40);
    await expect.poll(() => page.locator('[data-student][aria-pressed=false]').count()).toBe(40);
    await expect.poll(() => page.getByText('Not taken yet').count()).toBe(1);
    expect(await count('registers')).toBe(0);
    let taps = 0;
    const tap = async (selector: string) => {
      taps += 1;
      await page.locator(selector).tap();
    };
    for (const student of [cast.tunde.id, cast.amina.id]) await tap(`[data-student="${student}"]`);
    await tap('[data-student] >> nth=20');
    await expect.poll(() => page.locator('[data-summary]').innerText()).toBe('37 present · 0 late · 3 absent');
    const shown = await everyTextOf(page, cast.tunde.id);
    await tap('button[type=submit]');
    await page.getByText(/^Taken \d\d:\d\d by you$/).waitFor();
    expect(taps).toBe(4);
    expect((await shown()).filter((text) => !text.includes('Absent'))).toEqual([]);
    expect(await count('attendance_marks', `status = 'absent'`)).toBe(3);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('a second tap says late, a third present; a correction says so before it is saved', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    const amina = page.locator(`[data-student="${cast.amina.id}"]`);
    await expect.poll(() => amina.innerText()).toContain('Absent');
    await amina.tap();
    await expect.poll(() => amina.innerText()).toContain('Late');
    await expect.poll(() => amina.getAttribute('aria-pressed')).toBe('true');
    await page.getByText('changes not saved yet').waitFor();
    await amina.tap();
    await expect.poll(() => amina.innerText()).toContain('Present');
    await page.getByRole('button', { name: 'Save changes' }).tap();
    await page.getByText('Register saved.').waitFor();
    expect(await count('attendance_marks', `status = 'absent'`)).toBe(2);
    await page.context().close();
  });

  it('marks that are not saved yet survive a reload, until they are discarded', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    const row = page.locator('[data-student] >> nth=7');
    await row.tap();
    await expect.poll(() => row.innerText()).toContain('Absent');
    await page.reload();
    await page.getByText('changes not saved yet').waitFor();
    await expect.poll(() => row.innerText()).toContain('Absent');
    await page.getByRole('button', { name: 'Discard' }).tap();
    await expect.poll(() => row.innerText()).toContain('Present');
    await page.reload();
    await untilLive(page);
    await expect.poll(() => row.innerText()).toContain('Present');
    await page.context().close();
  });

  it('undo within ten seconds gives back what stood before; both changes stay on record', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    const before = await count('attendance_marks', `status = 'absent'`);
    await page.locator('[data-student] >> nth=5').tap();
    await page.getByRole('button', { name: 'Save changes' }).tap();
    await page.getByText('Register saved.').waitFor();
    expect(await count('attendance_marks', `status = 'absent'`)).toBe(before + 1);
    await page.getByText('Register saved.').locator('..').getByRole('button', { name: 'Undo' }).tap();
    await expect.poll(() => count('attendance_marks', `status = 'absent'`)).toBe(before);
    expect(await count('register_submissions', `kind = 'undone'`)).toBe(1);
    await page.context().close();
  });

  it('excused needs a reason, and keeps what was typed until it has one', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    const name = 'Adébáyọ̀ Túndé';
    await page.getByRole('button', { name: `More for ${name}` }).tap();
    await page.getByRole('button', { name: 'Excuse Túndé' }).tap();
    await page.getByRole('button', { name: 'Save changes' }).tap();
    await page.getByText('Write why the student is excused.').waitFor();
    await page.getByLabel('Why is Túndé excused?').fill('Hospital appointment');
    await page.getByRole('button', { name: 'Save changes' }).tap();
    await page.getByText('Register saved.').waitFor();
    expect(await count('attendance_marks', `status = 'excused' and reason = 'Hospital appointment'`)).toBe(1);
    await page.context().close();
  });

  it('Mr Obi had it open since before: his save shows both sides, and he decides', async () => {
    const obi = await visit(cast.mrObi);
    await obi.page.goto(register());
    await untilLive(obi.page);
    // He has begun to mark, so the change that arrives must not touch his screen.
    await obi.page.locator(`[data-student="${cast.amina.id}"]`).tap();
    const grace = await visit(cast.grace);
    await grace.page.goto(register());
    await untilLive(grace.page);
    await grace.page.locator('[data-student] >> nth=9').tap();
    await grace.page.getByRole('button', { name: 'Save changes' }).tap();
    await grace.page.getByText('Register saved.').waitFor();
    await obi.page.getByRole('button', { name: 'Save changes' }).tap();
    await obi.page.getByText('Mrs Bello changed this register while you were marking.').waitFor();
    await expect.poll(() => obi.page.getByText('Present there, Absent here').count()).toBe(1);
    await obi.page.getByRole('button', { name: 'Keep theirs' }).tap();
    await expect.poll(() => obi.page.locator(`[data-student="${cast.amina.id}"]`).innerText()).toContain('Present');
    await obi.context.close();
    await grace.context.close();
  });

  it('a pupil and the teacher of another class find no such page', async () => {
    for (const person of [{ id: cast.tunde.userId }, cast.mrsMusa, cast.tundesMother, cast.formerTeacher]) {
      const { page } = await visit(person);
      const answer = await page.goto(register());
      expect(answer?.status()).toBe(404);
      expect(await page.content()).not.toContain('Danjuma');
      await page.context().close();
    }
  });
});
