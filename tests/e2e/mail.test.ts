import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { closeBrowser, visit } from '@/tests/support/browser';
import { callAction } from '@/tests/support/http';
import { catchMail } from '@/tests/support/mail';
import { closeDatabase, freshSchool, running } from '@/tests/support/school';

const NEW = 'seven tall palm trees';
let cast: Cast;
let mail: Awaited<ReturnType<typeof catchMail>>;
beforeAll(async () => {
  mail = await catchMail(Number(process.env.SMTP_PORT));
  cast = await freshSchool(3);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set email = lower(username) || '@example.ng' where username in ('THS-TCH-001', 'THS-SUP-001')`));
});
beforeEach(() => void mail.letters.splice(0));
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
  await mail.close();
});

/** The one letter to somebody that has arrived. */
const letterTo = (address: string) =>
  vi.waitFor(() => {
    const found = mail.letters.filter((one) => one.to.includes(address));
    expect(found).toHaveLength(1);
    return found[0]?.text ?? '';
  }, 300_000);

describe('a forgotten password', () => {
  for (const javaScript of [true, false]) {
    it(`Grace asks, reads her mail, chooses another and signs in, ${javaScript ? 'with' : 'without'} JavaScript; her old phone is signed out`, async () => {
      const phone = await visit(cast.grace);
      await phone.page.goto('/account');
      const { page, context } = await visit(null, { javaScript });
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'Forgotten your password?' }).click();
      await page.getByLabel('Username, e-mail or phone').fill('ths-tch-001');
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await page.getByText('a letter is on its way').waitFor();
      const [link = ''] = /http\S+reset-password\S+/.exec(await letterTo('ths-tch-001@example.ng')) ?? [];
      expect(link.startsWith(`${running().appUrl}/reset-password/`)).toBe(true);
      mail.letters.splice(0);
      // A mail program looks at the link first: nothing is spent by looking.
      expect(await (await fetch(link)).text()).toContain('Save password');
      await page.goto(link);
      for (const name of ['password', 'again']) await page.locator(`input[name=${name}]`).fill(`${NEW} ${javaScript}`);
      await page.getByRole('button', { name: 'Save password' }).click();
      await page.getByText('Your password is saved').waitFor();
      expect(await letterTo('ths-tch-001@example.ng')).toContain('go to the school office today');
      await phone.page.goto('/today');
      await expect.poll(() => new URL(phone.page.url()).pathname).toBe('/sign-in');
      await page.getByLabel('Username, e-mail or phone').fill('ths-tch-001');
      await page.locator('input[name=password]').fill(`${NEW} ${javaScript}`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL('**/today');
      await page.goto(link);
      await page.getByText('This link does not work any more').waitFor();
      await Promise.all([context.close(), phone.context.close()]);
    });
  }

  it('a name nobody has gets the same page, and nobody a letter', async () => {
    const { page, context } = await visit(null);
    await page.goto('/forgotten-password');
    await page.getByLabel('Username, e-mail or phone').fill('THS-TCH-999');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('a letter is on its way').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(mail.letters).toEqual([]);
    await context.close();
  });

  it('a forged host gets no letter with a link of its own', async () => {
    await callAction({
      token: null, path: '/forgotten-password', name: 'askReset', input: { identifier: 'THS-SUP-001' }, headers: { 'x-forwarded-host': 'evil.example' },
    });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    for (const one of mail.letters) expect(one.text).toContain(`${running().appUrl}/reset-password/`);
    expect(mail.letters.filter((one) => one.text.includes('evil'))).toEqual([]);
  });
});

describe('an invitation by e-mail', () => {
  it('the office adds a teacher and invites him; he chooses a password and signs in; the link is worth nothing again', async () => {
    const office = await visit(cast.admin);
    await office.page.goto('/staff/new');
    await office.page.getByLabel('Surname').fill('Ọ̀ṣúnlàjà');
    await office.page.getByLabel('First name').fill('Dáre');
    await office.page.getByLabel('Invite by e-mail').check();
    await office.page.getByRole('button', { name: 'Add to the staff' }).tap();
    await office.page.getByText('Give the address to invite this person at').waitFor();
    await expect.poll(() => office.page.getByLabel('Invite by e-mail').isChecked()).toBe(true);
    await office.page.getByLabel(/^E-mail/).fill('Dare@example.ng');
    await office.page.getByRole('button', { name: 'Add to the staff' }).tap();
    await office.page.getByText('A letter is on its way to dare@example.ng').waitFor();
    expect(await office.page.locator('[data-first-password]').count()).toBe(0);

    const letter = await letterTo('dare@example.ng');
    const [link = ''] = /http\S+accept-invitation\S+/.exec(letter) ?? [];
    const [username = ''] = /THS-TCH-\d+/.exec(letter) ?? [];
    const { page, context } = await visit(null);
    await page.goto(link);
    await page.getByText(`Your username is ${username}`).waitFor();
    for (const name of ['password', 'again']) await page.locator(`input[name=${name}]`).fill(NEW);
    await page.getByRole('button', { name: 'Save password' }).tap();
    await page.getByText('Your password is saved').waitFor();
    await page.getByLabel('Username, e-mail or phone').fill('dare@example.ng');
    await page.locator('input[name=password]').fill(NEW);
    await page.getByRole('button', { name: 'Sign in' }).tap();
    await page.waitForURL('**/today');
    await page.goto(link);
    await page.getByText('This invitation does not work any more').waitFor();
    await Promise.all([context.close(), office.context.close()]);
  });
});

describe('the mail page', () => {
  it('writes to the super admin’s own address, and says what the mail server says', async () => {
    const { page, context } = await visit(cast.superAdmin, { width: 1280 });
    await page.goto('/settings/mail');
    await page.getByText('Comes from portal@example.ng').waitFor();
    await page.getByRole('button', { name: 'Send a test mail' }).click();
    await page.getByText('The mail server took it for ths-sup-001@example.ng').waitFor();
    expect(await letterTo('ths-sup-001@example.ng')).toContain('so mail works');
    mail.state.refuse = true;
    await page.getByRole('button', { name: 'Send a test mail' }).click();
    await page.getByText('The mail server did not take it').waitFor();
    mail.state.refuse = false;
    await context.close();
  });
});
