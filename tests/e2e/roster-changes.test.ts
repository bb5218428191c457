import type { Page } from 'playwright';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { getRecord } from '@/lib/people/students/records/queries';
import { asSystem } from '@/lib/platform/system';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { callAction } from '@/tests/support/http';
import { actorOf, count } from '@/tests/support/people';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

let cast: Cast;
let office: string;
beforeEach(async () => {
  cast = await freshSchool(30);
  office = await tokenOf(cast.admin);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const register = () => `/classes/${cast.class2A.id}/attendance/${cast.today}`;
const row = (page: Page, studentId: string) => page.locator(`[data-student="${studentId}"]`);
const absentOnes = (page: Page) => page.locator('[data-student]', { hasText: 'Absent' })
  .evaluateAll((rows) => rows.map((one) => one.getAttribute('data-student')));
/** A page that hears of nothing, as on a phone that has lost its connection to the sidecar. */
const deafen = (page: Page) => page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true }));

/** The office adds a girl to 2A. */
async function join(first_name: string, surname: string): Promise<string> {
  const input = { first_name, surname, gender: 'female', date_of_birth: '04/08/2014', class_id: cast.class2A.id };
  const { answer } = await callAction({ token: office, path: '/today', name: 'addStudent', input });
  expect(answer).toMatchObject({ ok: true });
  return String((answer?.data as { studentId?: string } | undefined)?.studentId);
}

/** The office corrects the surname of a student. */
async function rename(studentId: string, surname: string): Promise<void> {
  const { record } = await getRecord(await actorOf(cast.admin), { studentId });
  const input = { ...record, surname, studentId, seen: JSON.stringify(record) };
  expect((await callAction({ token: office, path: '/today', name: 'editStudent', input })).answer).toMatchObject({ ok: true });
}

const marksOf = (status: string) => asSystem('test', async ({ tx }) => {
  const rows = await tx.execute<{ id: string }>(`select student_id as id from attendance_marks where status = '${status}'`);
  return rows.map((one) => one.id).sort();
});

describe('Mrs Bello has the register of 2A open when its list changes', () => {
  it('Ada joins and Amina is renamed: Ada is not called, the two marks stay on their children, and exactly that is saved', async () => {
    const { page, problems } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    const other = String(await page.locator('[data-student] >> nth=20').getAttribute('data-student'));
    await row(page, cast.amina.id).tap();
    await row(page, other).tap();

    const ada = await join('Ada', 'Obi');
    await rename(cast.amina.id, 'Zubairu');
    await row(page, ada).getByText('Not called').waitFor();
    await row(page, cast.amina.id).getByText('Zubairu').waitFor();
    await expect.poll(() => page.locator('[data-student]').last().getAttribute('data-student')).toBe(cast.amina.id);
    await expect.poll(() => absentOnes(page)).toEqual([other, cast.amina.id]);
    await expect.poll(() => page.locator('[data-summary]').innerText()).toBe('30 present · 0 late · 2 absent · 1 not called');

    await page.getByRole('button', { name: 'Save register' }).tap();
    await page.getByText('Ada Obi joined the class after this register was opened. Mark Ada and save again.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-student'))).toBe(ada);
    expect(await count('registers')).toBe(0);
    await row(page, ada).tap();
    await expect.poll(() => row(page, ada).innerText()).toContain('Present');
    await page.getByRole('button', { name: 'Save register' }).tap();
    await page.getByText(/^Taken \d\d:\d\d by you$/).waitFor();
    expect(await marksOf('absent')).toEqual([cast.amina.id, other].sort());
    expect((await marksOf('present')).includes(ada)).toBe(true);
    expect(await count('attendance_marks')).toBe(33);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('a page that heard nothing of Ada is answered with her name, keeps its marks, and saves with one more tap', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    await deafen(page);
    await row(page, cast.amina.id).tap();
    const ada = await join('Ada', 'Obi');
    await page.getByRole('button', { name: 'Save register' }).tap();
    await page.getByText('Ada Obi joined the class after this register was opened.').waitFor();
    await row(page, ada).getByText('Not called').waitFor();
    await expect.poll(() => absentOnes(page)).toEqual([cast.amina.id]);
    await row(page, ada).tap();
    await page.getByRole('button', { name: 'Save register' }).tap();
    await page.getByText('Register saved.').waitFor();
    expect(await marksOf('absent')).toEqual([cast.amina.id]);
    expect(await count('attendance_marks')).toBe(33);
    await page.context().close();
  });

  it('Mr Obi saved with Ada meanwhile: "Replace with mine" keeps his marks of the children she did not touch', async () => {
    const grace = await visit(cast.grace);
    await grace.page.goto(register());
    await untilLive(grace.page);
    await deafen(grace.page);
    await row(grace.page, cast.amina.id).tap();
    const ada = await join('Ada', 'Obi');
    const obi = await visit(cast.mrObi);
    await obi.page.goto(register());
    await untilLive(obi.page);
    await row(obi.page, cast.tunde.id).tap();
    await row(obi.page, ada).tap();
    await obi.page.getByRole('button', { name: 'Save register' }).tap();
    await obi.page.getByText('Register saved.').waitFor();
    const bisi = await join('Bísí', 'Òjó');

    await grace.page.getByRole('button', { name: 'Save register' }).tap();
    await grace.page.getByText('Mr Obi changed this register while you were marking.').waitFor();
    await grace.page.getByRole('button', { name: 'Replace with mine' }).tap();
    await grace.page.getByText('Bísí Òjó joined the class').waitFor();
    await row(grace.page, bisi).tap();
    await grace.page.getByRole('button', { name: 'Save changes' }).tap();
    await grace.page.getByText('Register saved.').waitFor();
    expect(await marksOf('absent')).toEqual([cast.amina.id, cast.tunde.id, ada].sort());
    expect(await count('attendance_marks')).toBe(34);
    await obi.context.close();
    await grace.context.close();
  });

  it('marks that an earlier version of the page kept on the phone find their children', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    const kept = { version: 0, marks: [{ studentId: cast.tunde.id, status: 'present' }, { studentId: cast.amina.id, status: 'absent' }] };
    const key = `register-draft:${cast.grace.id}:${cast.class2A.id}:${cast.today}`;
    await page.evaluate(([name, value]) => sessionStorage.setItem(name, value), [key, JSON.stringify(kept)] as const);
    await page.reload();
    await row(page, cast.amina.id).getByText('Absent').waitFor();
    await expect.poll(() => absentOnes(page)).toEqual([cast.amina.id]);
    await page.context().close();
  });
});

describe('Ada joins 2A after its register was taken', () => {
  it('she is not called, on the page and on the office’s board, until somebody marks her', async () => {
    const { page } = await visit(cast.grace);
    await page.goto(register());
    await untilLive(page);
    await page.getByRole('button', { name: 'Save register' }).tap();
    await page.getByText('Register saved.').waitFor();
    const board = await visit(cast.admin, { width: 1280 });
    await board.page.goto('/attendance');
    await untilLive(board.page);
    const ada = await join('Ada', 'Obi');
    await row(page, ada).getByText('Not called').waitFor();
    await expect.poll(() => page.locator('[data-summary]').innerText()).toBe('32 present · 0 late · 0 absent · 1 not called');
    await board.page.getByText('32 / 32 · 1 not called').waitFor();
    await row(page, ada).tap();
    await row(page, ada).tap();
    await page.getByRole('button', { name: 'Save changes' }).tap();
    await board.page.getByText('32 / 33').waitFor();
    expect(await marksOf('absent')).toEqual([ada]);
    await page.context().close();
    await board.context.close();
  });
});

describe('Ada joins while the plain form is open', () => {
  it('the form is refused by her name, keeps what was chosen, and is saved with her mark', async () => {
    const { page, context } = await visit(cast.grace, { javaScript: false });
    await page.goto(`${register()}?plain=1`);
    await page.getByLabel('Mark of Danjuma Amina').selectOption('absent');
    const ada = await join('Ada', 'Obi');
    await page.getByRole('button', { name: 'Save register' }).click();
    await page.getByText('Ada Obi joined the class after this register was opened.').first().waitFor();
    await expect.poll(() => page.getByLabel('Mark of Danjuma Amina').inputValue()).toBe('absent');
    await expect.poll(() => page.getByLabel('Mark of Obi Ada').inputValue()).toBe('');
    await page.getByLabel('Mark of Obi Ada').selectOption('late');
    await page.getByRole('button', { name: 'Save register' }).click();
    await page.getByText(/Taken \d\d:\d\d by you/).waitFor();
    expect([await marksOf('absent'), await marksOf('late')]).toEqual([[cast.amina.id], [ada]]);
    await context.close();
  });
});
