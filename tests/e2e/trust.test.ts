import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, visit } from '@/tests/support/browser';
import { closeDatabase, freshSchool, running } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('the super admin asks whether the system is safe', () => {
  it('sees live checks, verifies the history, and sees a wall that was taken down come first', async () => {
    const { page, context, problems } = await visit(cast.superAdmin, { width: 1280 });
    await page.goto('/settings');
    await page.getByRole('link', { name: /^Trust/ }).click();
    const finding = (id: string) => page.locator(`[data-finding=${id}]`);
    for (const id of ['versions', 'headers', 'buckets', 'disk', 'wall', 'grants', 'owner', 'commit', 'orphans']) {
      await expect.poll(() => finding(id).innerText(), { message: id }).toMatch(id === 'disk' || id === 'commit' ? /GB left|synchronous_commit/ : /Good/);
    }
    await page.getByRole('button', { name: 'Verify the history now' }).click();
    await page.getByText(/^Verified today/).waitFor();

    const owner = postgres(running().databaseUrl, { max: 1, onnotice: () => undefined });
    try {
      await owner`alter table students no force row level security`;
      await page.reload();
      await expect.poll(() => finding('wall').innerText()).toMatch(/Mend this[\s\S]*Not forced on students\./);
      await expect.poll(() => page.locator('[data-finding]').first().innerText()).toContain('Mend this');
    } finally {
      await owner`alter table students force row level security`;
      await owner.end();
    }
    expect(problems).toEqual([]);
    await context.close();
  });
});
