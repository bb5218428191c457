import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, paceOf, untilLive, visit } from '@/tests/support/browser';
import { get } from '@/tests/support/http';
import { allowed } from '@/tests/support/pace';
import { count } from '@/tests/support/people';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(0);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('the office looks after guardians', () => {
  it('a custody case: Tunde’s mother has his page open, the office restricts her link, and within 5 seconds it is gone', async () => {
    const mother = await visit(cast.tundesMother);
    const path = `/students/${cast.tunde.id}/attendance`;
    await mother.page.goto(path);
    await untilLive(mother.page);
    await mother.page.getByRole('heading', { name: /Túndé/ }).waitFor();
    const token = await tokenOf(cast.tundesMother);
    expect((await get(path, token)).status).toBe(200);

    const office = await visit(cast.admin, { width: 1280 });
    await office.page.goto(`/guardians/${cast.tundesMother.guardianId}`);
    await office.page.getByRole('button', { name: 'Restrict for Túndé' }).click();
    const restricted = performance.now();
    await office.page.getByText('Restricted: sees nothing').waitFor();
    await mother.page.getByRole('heading', { name: /Túndé/ }).waitFor({ state: 'hidden' });
    const took = performance.now() - restricted;
    const pace = await paceOf(mother.page);
    console.log(`restricted → the open page is gone after ${Math.round(took)} ms; one opens in ${Math.round(pace)} ms`);
    expect(took).toBeLessThan(allowed(5_000, pace));
    expect((await get(path, token)).status).toBe(404);
    expect((await get(`/students/${cast.chidi.id}/attendance`, token)).status).toBe(200);
    // From a near place: who asks from far behind is told to fetch anew, whatever they may follow.
    // The feed has no gaps, so its length is its newest place.
    const since = Math.max(0, (await count('event_feed')) - 50);
    const heard = await (await get(`/api/changes?since=${since}&topic=registers:student:${cast.tunde.id}`, token)).json();
    expect(heard).toMatchObject({ changed: false });

    await office.page.getByRole('button', { name: 'Lift and verify for Túndé' }).click();
    await office.page.getByText('Restricted: sees nothing').waitFor({ state: 'hidden' });
    expect((await get(path, token)).status).toBe(200);
    await Promise.all([mother.context.close(), office.context.close()]);
  });

  it('finds Amina’s father by his number, links him to Chidi, and verifies the link', async () => {
    const { page, context, problems } = await visit(cast.admin);
    await page.goto('/guardians');
    await page.getByLabel('Name or phone number').fill('123 4568');
    await page.getByRole('button', { name: 'Search' }).tap();
    await page.getByRole('link', { name: /Danjuma/ }).first().tap();
    await page.getByLabel('Child', { exact: true }).fill('Adebayo');
    await page.getByLabel('Relationship').last().selectOption('uncle');
    await page.getByRole('button', { name: 'Link the child' }).tap();
    await page.getByText('Several students fit').waitFor();
    await page.getByLabel('Child', { exact: true }).fill('THS-STU-003');
    await expect.poll(() => page.getByLabel('Relationship').last().inputValue()).toBe('uncle');
    await page.getByRole('button', { name: 'Link the child' }).tap();
    await page.getByText('Sees nothing yet').waitFor();
    await page.getByRole('button', { name: 'Verify for Chidi' }).tap();
    await page.getByText('Sees nothing yet').waitFor({ state: 'hidden' });
    expect((await get(`/students/${cast.chidi.id}`, await tokenOf(cast.aminasFather))).status).toBe(200);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('adds a guardian from the student’s page', async () => {
    const { page, context } = await visit(cast.admin, { width: 1280 });
    await page.goto(`/students/${cast.amina.id}`);
    await page.getByRole('link', { name: 'Add a guardian' }).click();
    await page.getByRole('heading', { name: 'Add a guardian of Danjuma Amina' }).waitFor();
    await page.getByLabel('Relationship').selectOption('aunt');
    await page.getByLabel('Surname').fill('Okafor');
    await page.getByLabel('First name').fill('Ngozi');
    await page.getByLabel('Phone').fill('0803 555 7777');
    await page.getByRole('button', { name: 'Add the guardian' }).click();
    await page.getByText('Sign-in for Okafor Ngozi').waitFor();
    await page.getByRole('link', { name: 'Back to the student' }).click();
    await page.getByText('sees nothing: not verified').waitFor();
    await context.close();
  });
});
