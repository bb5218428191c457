import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Cast } from '@/db/seed/school';
import { hashPassword } from '@/lib/platform/hashing';
import { asSystem } from '@/lib/platform/system';
import { closeBrowser, visit } from '@/tests/support/browser';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool();
  const hash = await hashPassword(PASSWORD, 4);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set password_hash = ${hash} where id = ${cast.grace.id}`));
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('an old phone without JavaScript', () => {
  it('Grace signs in after one wrong password, is sent where she wanted, and takes the register', async () => {
    const { page, context } = await visit(null, { javaScript: false });
    const path = `/classes/${cast.class2A.id}/attendance/${cast.today}`;
    await page.goto(path);
    await expect.poll(() => new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByLabel('Username, e-mail or phone').fill('ths-tch-001');
    await page.locator('input[name=password]').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.locator('form [role=alert]').innerText()).toContain('do not belong together');
    await expect.poll(() => page.getByLabel('Username, e-mail or phone').inputValue()).toBe('ths-tch-001');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(path);

    await page.getByRole('link', { name: 'Take the register in the plain form' }).click();
    await page.getByLabel('Mark of Adébáyọ̀ Túndé').selectOption('absent');
    await page.getByRole('button', { name: 'Save register' }).click();
    await page.getByText(/Taken \d\d:\d\d by you/).waitFor();
    expect(await count('attendance_marks', `status = 'absent' and student_id = '${cast.tunde.id}'`)).toBe(1);
    expect(await count('attendance_marks')).toBe(40);
    await context.close();
  });
});
