import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { buckets, headObject } from '@/lib/platform/storage';
import { sweepFiles } from '@/lib/files/commands';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { get } from '@/tests/support/http';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
});
afterAll(async () => {
  await closeBrowser();
  // The web process keeps what it read of this school for five seconds; the next file has a school of its own.
  await sleep(5_000);
  await closeDatabase();
});

/** A 4 × 2 picture in red, as a browser makes it. */
const redPicture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR4nGP4z8AARwzIHABvqgf5gNwAKAAAAABJRU5ErkJggg==', 'base64');
const keyOf = (column: 'logo_key' | 'signature_key') =>
  asSystem('look', async ({ tx }) => {
    const [row] = await tx.execute<{ logo_key: string | null; signature_key: string | null }>(sql`select logo_key, signature_key from schools`);
    return row?.[column] ?? null;
  });

describe('the office turns settings, and people see it', () => {
  it('name, motto, address, week and the time a register is due', async () => {
    const office = await visit(cast.admin);
    await office.page.goto('/settings');
    await office.page.getByRole('link', { name: /^The school/ }).tap();
    await office.page.getByLabel('Name', { exact: true }).fill('Gbagada International School');
    await office.page.getByLabel('Short name').fill('GIS');
    await office.page.getByLabel(/^Motto/).fill('Light and Truth');
    await office.page.getByLabel(/^Address/).fill('12 Diya Street, Gbagada');
    await office.page.getByLabel('Overdue after').fill('00:01');
    await office.page.getByRole('button', { name: 'Save', exact: true }).tap();
    await office.page.getByText('It shows everywhere').waitFor();
    await expect.poll(() => office.page.getByLabel(/^Motto/).inputValue()).toBe('Light and Truth');
    await expect.poll(() => office.page.title()).toBe('The school · GIS');
    await office.page.goto('/attendance');
    await office.page.getByText(/overdue/i).first().waitFor();

    const visitor = await visit(null);
    await visitor.page.goto('/sign-in');
    for (const words of ['Gbagada International School', 'Light and Truth', '12 Diya Street, Gbagada']) await visitor.page.getByText(words).first().waitFor();

    const day = new Date(`${cast.today}T12:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
    await office.page.goto('/settings/school');
    await office.page.getByLabel(day).uncheck();
    await office.page.getByRole('button', { name: 'Save', exact: true }).tap();
    await office.page.getByText('It shows everywhere').waitFor();
    const grace = await visit(cast.grace);
    await grace.page.goto(`/classes/${cast.class2A.id}/attendance/${cast.today}`);
    await grace.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await grace.page.getByRole('button', { name: 'Save register' }).count()).toBe(0);
    await Promise.all([office, visitor, grace].map(({ context }) => context.close()));
  });

  it('a pale colour: there is a warning, words on it are dark, links are darker, in light and in dark', async () => {
    const { page, context, problems } = await visit(cast.admin);
    await page.goto('/settings/branding');
    await untilLive(page);
    await page.getByLabel('No colour of our own').uncheck();
    await page.getByLabel('Colour of the school').fill('#ffe680');
    await page.getByRole('button', { name: 'Save colour' }).tap();
    await page.getByText('This colour is pale').waitFor();
    const style = () => page.getByRole('button', { name: 'Save colour' }).evaluate((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]);
    await expect.poll(style).toEqual(['rgb(255, 230, 128)', 'rgb(0, 0, 0)']);
    const colour = async () => ((await (await get('/manifest.webmanifest', null)).json()) as { theme_color: string }).theme_color;
    await expect.poll(colour).toBe('#ffe680');
    const dark = await visit(cast.grace, { dark: true });
    await dark.page.goto('/classes');
    await expect.poll(() => dark.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'))).toBe('#ffe680');
    await page.getByLabel('No colour of our own').check();
    await page.getByRole('button', { name: 'Save colour' }).tap();
    await page.getByText('The school uses the usual blue.').waitFor();
    expect(problems).toEqual([]);
    await Promise.all([context.close(), dark.context.close()]);
  });
});

describe('pictures of the school', () => {
  it('the logo goes straight to the store, is on the sign-in page for everybody, and the one before is removed a day later', async () => {
    const { page, context, problems } = await visit(cast.admin);
    await page.goto('/settings/branding');
    await untilLive(page);
    const choose = (buffer: Buffer) => page.getByLabel('Picture for Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    await choose(redPicture);
    await page.getByRole('img', { name: 'Logo' }).waitFor();
    const first = (await keyOf('logo_key')) ?? '';
    expect(first).toMatch(/^branding\/logo\//);
    const visitor = await visit(null);
    await visitor.page.goto('/sign-in');
    const shown = await visitor.page.locator('header img').evaluate(async (one: HTMLImageElement) => { await one.decode(); return [one.naturalWidth, one.naturalHeight]; });
    expect(shown).toEqual([512, 512]);
    const id = first.split('/').at(-1) ?? '';
    const logo = await get(`/api/logo?v=${id}`, null);
    expect([logo.status, logo.headers.get('content-type'), logo.headers.get('cache-control'), logo.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'public, max-age=31536000, immutable', 'nosniff']);
    expect((await get('/api/logo?v=another', null)).status).toBe(404);
    // Settings are kept for a few seconds where they were not changed.
    const icon = async () => ((await (await get('/manifest.webmanifest', null)).json()) as { icons: { src: string }[] }).icons[0]?.src;
    await expect.poll(icon).toBe(`/api/logo?v=${id}`);
    // Without a signature on the address the store gives it to nobody.
    const bare = await fetch(`${process.env.S3_ENDPOINT}/${buckets.profileImages.name}/${first}`);
    expect(bare.status).toBe(403);

    await choose(redPicture);
    await page.waitForFunction((old) => !document.querySelector(`img[src*="${old}"]`), id);
    expect((await get(`/api/logo?v=${id}`, null)).status).toBe(404);
    const place = { bucket: buckets.profileImages.name, key: first };
    await sweepFiles();
    expect(await headObject(place)).not.toBeNull();
    await asSystem('test', ({ tx }) => tx.execute(sql`update stored_files set released_at = now() - interval '25 hours' where key = ${first}`));
    await sweepFiles();
    expect(await headObject(place)).toBeNull();
    expect(await count('stored_files', `key = '${first}'`)).toBe(0);
    expect(problems.filter((one) => !one.includes('404'))).toEqual([]);
    await Promise.all([context.close(), visitor.context.close()]);
  });

  it('a page that calls itself a picture is refused twice: by the device, and by the server when the device is passed by', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/settings/branding');
    await untilLive(page);
    const before = await keyOf('logo_key');
    await page.getByLabel('Picture for Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') });
    await page.getByText('is not a picture this device can open').waitFor();
    // Whatever is drawn, this browser sends something else to the store.
    await page.evaluate(() => {
      const real = window.fetch;
      window.fetch = (url, options) => real(url, options?.method === 'PUT' && options.body instanceof Blob ? { ...options, body: new Blob([`<script>${'x'.repeat(options.body.size - 8)}`], { type: 'image/png' }) } : options);
    });
    await page.getByLabel('Picture for Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: redPicture });
    await page.getByText('not the picture it was said to be').waitFor();
    expect(await keyOf('logo_key')).toBe(before);
    await context.close();
  });

  it('the signature is the office’s to look at, and nobody else’s', async () => {
    const { page, context } = await visit(cast.admin);
    await page.goto('/settings/branding');
    await untilLive(page);
    await page.getByLabel('Picture for The principal’s signature').setInputFiles({ name: 'signature.png', mimeType: 'image/png', buffer: redPicture });
    await page.getByRole('img', { name: 'The principal’s signature' }).waitFor();
    expect((await get('/api/signature', await tokenOf(cast.admin))).status).toBe(200);
    expect((await get('/api/signature', await tokenOf(cast.grace))).status).toBe(404);
    expect((await get('/api/signature', null)).status).toBe(401);
    await page.getByRole('button', { name: 'Remove The principal’s signature' }).tap();
    await page.getByRole('img', { name: 'The principal’s signature' }).waitFor({ state: 'detached' });
    expect(await keyOf('signature_key')).toBeNull();
    await context.close();
  });
});
