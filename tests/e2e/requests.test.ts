import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { callAction, get } from '@/tests/support/http';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

let cast: Cast;
let token: string;
beforeAll(async () => {
  cast = await freshSchool(0);
  token = await tokenOf(cast.grace);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const submit = (headers: Record<string, string>, over: Record<string, unknown> = {}) =>
  callAction({
    token, path: '/notifications', name: 'submitRegister', headers,
    input: {
      classId: cast.class2A.id, day: cast.today, version: 0,
      marks: [cast.tunde.id, cast.amina.id].map((studentId) => ({ studentId, status: 'present' })), ...over,
    },
  });

describe('requests that did not come from our pages', () => {
  it('every answer carries the security headers and none says what made it', async () => {
    for (const [path, who] of [['/sign-in', null], ['/today', token], ['/nothing-here', token], ['/api/health/live', null], ['/api/changes', null]] as const) {
      const { headers } = await get(path, who);
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('a write from another site, from no site, or with a spoofed host is refused and changes nothing', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const { answer, status } = await submit(headers);
      expect(answer?.ok ?? false).toBe(false);
      expect(status).toBeLessThan(501);
    }
    expect(await count('registers')).toBe(0);
    const { appUrl } = running();
    const ticket = await fetch(`${appUrl}/api/live-ticket`, { method: 'POST', headers: { cookie: `session=${token}`, origin: 'https://evil.example' } });
    expect(ticket.status).toBe(403);
  });

  it('a page address after sign-in stays on this site', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '/%0d%0aSet-Cookie:x', '/.//evil.example', '/%2e//evil.example', '/x/..//evil.example']) {
      const answer = await get(`/sign-in?next=${encodeURIComponent(next)}`, token);
      expect(answer.status).toBe(307);
      expect(answer.headers.get('location')).toMatch(/^\/(?!\/)/);
    }
  });

  it('bad input gets a sentence and less than 500, and nothing is written', async () => {
    const odd: Record<string, unknown>[] = [
      { day: '2026-02-30' }, { day: 'tomorrow' }, { day: null }, { classId: '1 or 1=1' }, { classId: { $ne: null } }, { version: -1 }, { version: 1e308 },
      { version: 'NaN' }, { marks: [] }, { marks: 'x' }, { marks: [{ studentId: cast.tunde.id, status: 'gone' }] },
      { marks: [cast.tunde.id, cast.amina.id].map((studentId) => ({ studentId, status: 'excused', reason: '\u202Etxt.exe' })) },
      { marks: [cast.tunde.id, cast.amina.id].map((studentId) => ({ studentId, status: 'late', minutesLate: 1e9 })) },
      { marks: Array.from({ length: 2_000 }, () => ({ studentId: cast.tunde.id, status: 'present' })) },
      { takenBy: cast.grace.id }, { operationId: 'not-an-id' }, { reason: 'x'.repeat(100_000) },
    ];
    for (const over of odd) {
      const { answer, status } = await submit({}, over);
      expect.soft({ over: JSON.stringify(over).slice(0, 60), status, ok: answer?.ok ?? false, says: Boolean(answer?.message) }).toEqual({
        over: JSON.stringify(over).slice(0, 60), status: 200, ok: false, says: true,
      });
    }
    for (const path of ['/classes/not-an-id', `/classes/${cast.class2A.id}/attendance/2026-13-45`, '/students/%00', '/students/%ff', '/students?page=-1', '/students?q=%27%3B--&page=1e9', '/students?class=x', '/api/changes?since=x']) {
      expect.soft((await get(path, token)).status, path).toBeLessThan(500);
    }
    expect(await count('registers')).toBe(0);
  });

  it('a body that is too large is refused before any work', async () => {
    const { status, text } = await submit({}, { reason: 'x'.repeat(2_000_000) });
    expect([status, text]).toEqual([413, expect.stringContaining('256 KB')]);
    expect(await count('registers')).toBe(0);
  });

  it.each([0.5, 30])('a form of %d MB, sent by a browser, shows the page that says so', async (megabytes) => {
    const { page, context } = await visit(cast.grace);
    await page.goto('/account');
    await page.evaluate((length) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', enctype: 'multipart/form-data' });
      form.append(Object.assign(document.createElement('textarea'), { name: 'reason', value: 'x'.repeat(length) }));
      document.body.append(form);
      form.submit();
    }, megabytes * 1_000_000);
    await page.getByRole('heading', { name: 'That was too much at once' }).waitFor();
    await context.close();
  });

  it('a form of 300 KB that our own script sends says so above the form, which is still there', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/students/new');
    await untilLive(page);
    const surname = page.getByLabel('Surname').first();
    await surname.evaluate((field) => field.removeAttribute('maxlength'));
    await surname.fill('x'.repeat(300_000));
    await page.getByRole('button', { name: 'Add' }).first().tap();
    await page.getByText('A form may hold 256 KB and this was more').first().waitFor();
    await surname.fill('Ọlá');
    await context.close();
  });

  it('the wrong password five times makes this place wait; the session cookie is never in a page', async () => {
    const { page, context } = await visit(null);
    await page.goto('/sign-in');
    // A slow machine may outlast the first short waits; each is longer than the one before.
    for (let tries = 0; tries < 7 || (tries < 14 && !/Please wait/.test(await page.locator('form [role=alert]').innerText())); tries += 1) {
      await page.getByLabel('Username, e-mail or phone').fill('THS-TCH-001');
      await page.locator('input[name=password]').fill(`wrong ${tries}`);
      await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), page.getByRole('button', { name: 'Sign in' }).tap()]);
      await page.locator('form [role=alert]').waitFor();
    }
    await expect.poll(() => page.locator('form [role=alert]').innerText()).toMatch(/Please wait \d+ (seconds|minutes)/);
    await context.close();
    const html = await (await get('/today', token)).text();
    expect(html).not.toContain(token);
  });
});
