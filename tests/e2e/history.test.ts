import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, visit } from '@/tests/support/browser';
import { callAction, get } from '@/tests/support/http';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
  const token = await tokenOf(cast.mrsMusa);
  const path = `/classes/${cast.class2B.id}/attendance/${cast.today}`;
  const input = (version: number, status: string) => ({ classId: cast.class2B.id, day: cast.today, version, marks: [{ studentId: cast.chidi.id, status }] });
  for (const [version, status] of [[0, 'present'], [1, 'absent']] as const) {
    expect((await callAction({ token, path, name: 'submitRegister', input: input(version, status) })).answer).toMatchObject({ ok: true });
  }
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('who did what', () => {
  it('the office asks a register who changed it, reads what changed, and takes a copy', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto(`/classes/${cast.class2B.id}/attendance/${cast.today}`);
    await page.getByRole('link', { name: 'Who changed this?' }).click();
    await page.getByText('Musa Fatima corrected the register').waitFor();
    await expect.poll(() => page.locator('main ol > li').count()).toBe(2);
    await page.getByText('What changed').first().click();
    await expect.poll(() => page.locator('details[open] li').innerText()).toBe('Adébáyọ̀ Chidi: present → absent');

    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as CSV' }).click()]);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain('Musa Fatima,corrected the register of');
    expect(text).toContain('Adébáyọ̀ Chidi present → absent');

    await page.goto('/settings/history');
    await page.getByText('exported 2 lines of the history').waitFor();
    await context.close();
  });

  it('on a phone it stands in the settings, under More, which closes again', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/today');
    await page.getByText('More', { exact: true }).tap();
    await page.getByRole('link', { name: 'Settings' }).last().tap();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await expect.poll(() => page.locator('details[open]').count()).toBe(0);
    await page.getByRole('link', { name: /^History/ }).tap();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await context.close();
  });

  it('a teacher, a guardian and a visitor get no copy', async () => {
    const { appUrl } = running();
    const send = (token: string | null) => fetch(`${appUrl}/api/history`, {
      method: 'POST', body: new FormData(), headers: { origin: new URL(appUrl).origin, ...(token ? { cookie: `session=${token}` } : {}) },
    });
    expect((await send(await tokenOf(cast.grace))).status).toBe(403);
    expect((await send(await tokenOf(cast.tundesMother))).status).toBe(403);
    expect((await send(null)).status).toBe(401);
    expect((await get('/api/history', await tokenOf(cast.admin))).status).toBe(405);
  });
});
