import { sql } from 'drizzle-orm';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { everybodyChose } from '@/tests/support/passwords';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { count } from '@/tests/support/people';
import { get } from '@/tests/support/http';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
  await everybodyChose(PASSWORD);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

/** Confirms the form of this name with the own password. */
async function ownPassword(page: Page, name: string): Promise<void> {
  const form = page.getByRole('form', { name });
  await form.locator('input[name=confirmPassword]').fill(PASSWORD);
  await form.getByRole('button', { name }).click();
}

describe('the office helps with accounts', () => {
  it('Tunde’s mother has lost her password: a slip, a sign-in, a new password; the phone she lost shows nothing more', async () => {
    const lost = await visit(cast.tundesMother);
    await lost.page.goto('/today');
    await untilLive(lost.page);
    const office = await visit(cast.admin, { width: 1280 });
    await office.page.goto(`/accounts/${cast.tundesMother.id}`);
    await office.page.getByRole('button', { name: 'Give a new first password' }).waitFor();
    await office.page.getByText('Nowhere at the moment').waitFor({ state: 'hidden' });
    await office.page.getByRole('button', { name: 'Give a new first password' }).click();
    const password = await office.page.locator('[data-first-password]').innerText();
    await lost.page.waitForURL('**/sign-in**');

    const fresh = await visit(null);
    await fresh.page.goto('/sign-in');
    await fresh.page.getByLabel('Username, e-mail or phone').fill('THS-PAR-001');
    await fresh.page.locator('input[name=password]').fill(password.toLowerCase());
    await fresh.page.getByRole('button', { name: 'Sign in' }).click();
    await fresh.page.getByRole('heading', { name: 'Choose your password' }).waitFor();
    for (const name of ['password', 'again']) await fresh.page.locator(`input[name=${name}]`).fill('seven tall palm trees');
    await fresh.page.getByRole('button', { name: 'Save password' }).click();
    await fresh.page.getByText('Túndé').first().waitFor();
    await office.page.reload();
    await office.page.getByRole('button', { name: 'Give a new first password' }).waitFor();
    expect(await office.page.locator('[data-first-password]').count()).toBe(0);
    await Promise.all([lost, fresh, office].map(({ context }) => context.close()));
  });

  it('the super admin makes Grace a member of the office; a wrong password of her own changes nothing and loses no tick', async () => {
    const { page, context } = await visit(cast.superAdmin, { width: 1280 });
    await page.goto(`/accounts/${cast.grace.id}`);
    await page.getByLabel('Office').check();
    const own = page.locator('form', { has: page.getByRole('button', { name: 'Save roles' }) }).locator('input[name=confirmPassword]');
    await own.fill('a guess');
    await page.getByRole('button', { name: 'Save roles' }).click();
    await page.getByText('That is not your own password.').waitFor();
    await expect.poll(() => page.getByLabel('Office').isChecked()).toBe(true);
    await own.fill(PASSWORD);
    await page.getByRole('button', { name: 'Save roles' }).click();
    await page.getByText('THS-TCH-001 · Office, Teacher').waitFor();
    await context.close();
  });

  it('the office adds a teacher, is asked about a namesake, loses nothing typed, and hands over the slip', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/staff');
    await page.getByRole('link', { name: 'Add a person' }).tap();
    await page.waitForURL('**/staff/new');
    await expect.poll(() => page.getByLabel('Works as').locator('option').allInnerTexts()).toEqual(['Teacher']);
    await page.getByLabel('Surname').fill('Bello');
    await page.getByLabel('First name').fill('Grace');
    await page.getByLabel('Gender').selectOption('male');
    await page.getByLabel(/^Phone/).fill('0803 123 4567');
    await page.getByRole('button', { name: 'Add to the staff' }).tap();
    await page.getByText('That number is already Adébáyọ̀ Ìyábọ̀’s').waitFor();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('phone');
    await expect.poll(() => page.getByLabel('Gender').inputValue()).toBe('male');
    await expect.poll(() => page.getByLabel('Surname').inputValue()).toBe('Bello');
    await page.getByLabel(/^Phone/).fill('');
    await page.getByLabel(/on the staff list already/).check();
    await page.getByRole('button', { name: 'Add to the staff' }).tap();
    await page.getByText('Sign-in for Bello Grace').waitFor();
    await expect.poll(() => page.locator('[data-first-password]').innerText()).toMatch(/^[0-9A-Z-]{14,}$/);
    await context.close();
  });

  it('a teacher goes into the recycle bin and comes out of it; the phone in her hand shows nothing meanwhile', async () => {
    const phone = await visit(cast.mrsMusa);
    await phone.page.goto('/today');
    await untilLive(phone.page);
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto(`/accounts/${cast.mrsMusa.id}`);
    const form = page.getByRole('form', { name: 'Put into the recycle bin' });
    await form.locator('input[name=confirmPassword]').fill(PASSWORD);
    await form.getByRole('button', { name: 'Put into the recycle bin' }).click();
    await page.getByText('THS-TCH-003 · Teacher · disabled').waitFor();
    await phone.page.waitForURL('**/sign-in**');
    await page.goto('/staff');
    await page.getByRole('link', { name: 'Recycle bin' }).click();
    await page.getByText('still on the staff list').waitFor();
    await page.getByRole('button', { name: /Take out of the recycle bin/ }).click();
    await page.getByText('The recycle bin is empty').waitFor();
    expect(await get('/today', await tokenOf(cast.mrsMusa)).then((answer) => answer.status)).toBe(200);
    await Promise.all([context.close(), phone.context.close()]);
  });

  it('two super admins make a third together; neither does it alone', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into user_roles (user_id, role) values (${cast.formerTeacher.id}, 'super-admin')`));
    const first = await visit(cast.superAdmin, { width: 1280 });
    await first.page.goto(`/accounts/${cast.admin.id}`);
    await ownPassword(first.page, 'Ask to make this person a super admin');
    await first.page.getByText('Another super admin confirms it, on this page.').waitFor();
    expect(await first.page.getByRole('form', { name: 'Confirm it' }).count()).toBe(0);
    const second = await visit(cast.formerTeacher, { width: 1280 });
    await second.page.goto(`/accounts/${cast.admin.id}`);
    await ownPassword(second.page, 'Confirm it');
    await second.page.getByText(/Office, Super admin · active/).waitFor();
    await asSystem('test', ({ tx }) => tx.execute(sql`delete from user_roles where role = 'super-admin' and user_id <> ${cast.superAdmin.id}`));
    await Promise.all([first, second].map(({ context }) => context.close()));
  });

  it('an admin who has lost the phone is helped by two: the second is told in the app and confirms', async () => {
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into user_roles (user_id, role) values (${cast.formerTeacher.id}, 'super-admin')`));
    await asSystem('test', ({ tx }) => tx.execute(sql`insert into second_factors (user_id, sealed_secret, set_at) values (${cast.admin.id}, 'lost', now())`));
    const first = await visit(cast.superAdmin, { width: 1280 });
    await first.page.goto(`/accounts/${cast.admin.id}`);
    await ownPassword(first.page, 'Ask to take the second step away');
    await first.page.getByText('Another super admin confirms it, on this page.').waitFor();
    const second = await visit(cast.formerTeacher);
    await second.page.goto('/notifications');
    await second.page.getByRole('link', { name: /^To confirm: take away the second sign-in step of/ }).tap();
    await second.page.getByText(/has asked to take away the second sign-in step of/).waitFor();
    await ownPassword(second.page, 'Confirm it');
    await second.page.getByRole('form', { name: 'Confirm it' }).waitFor({ state: 'detached' });
    expect(await count('second_factors', `user_id = '${cast.admin.id}'`)).toBe(0);
    await asSystem('test', ({ tx }) => tx.execute(sql`delete from user_roles where role = 'super-admin' and user_id <> ${cast.superAdmin.id}`));
    await Promise.all([first, second].map(({ context }) => context.close()));
  });

  it('an admin finds no account of a super admin, and of another admin nothing to change', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    expect((await page.goto(`/accounts/${cast.superAdmin.id}`))?.status()).toBe(404);
    await page.goto(`/accounts/${cast.admin.id}`);
    await page.getByText(/^THS-\S+ · Office/).waitFor();
    expect(await page.getByRole('button', { name: /first password|Save roles|Suspend/ }).count()).toBe(0);
    await context.close();
  });
});
