import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { everybodyChose } from '@/tests/support/passwords';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { get } from '@/tests/support/http';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

const PASSWORD = 'calm river stone 11';
let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(0);
  await everybodyChose(PASSWORD);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

describe('a family and the office keep a record right', () => {
  it('Tunde’s mother writes a new address and an allergy; the queue fills by itself; she sees what became of it', async () => {
    const office = await visit(cast.admin, { width: 1280 });
    await office.page.goto('/change-requests');
    await untilLive(office.page);
    const mother = await visit(cast.tundesMother);
    await mother.page.goto(`/students/${cast.tunde.id}`);
    await mother.page.getByRole('link', { name: 'Ask the school to change something' }).tap();
    await mother.page.getByLabel('Address').fill('12 Ajose Street');
    await mother.page.getByLabel('Allergies').fill('Groundnuts');
    await mother.page.getByRole('button', { name: 'Send to the school' }).tap();
    await mother.page.getByText('The school has your request.').waitFor();
    await office.page.getByRole('link', { name: 'Address' }).waitFor();
    expect(await office.page.getByText('Groundnuts').count()).toBe(0);

    await mother.page.getByRole('link', { name: 'Your requests' }).tap();
    await mother.page.getByText('Waiting for the school').first().waitFor();
    await untilLive(mother.page);
    await office.page.getByRole('link', { name: 'Address' }).click();
    await office.page.getByRole('button', { name: /^Approve/ }).click();
    await office.page.getByText('This request was approved').waitFor();
    await mother.page.getByText('Changed as asked').waitFor();

    await office.page.goto('/change-requests');
    await office.page.getByRole('link', { name: 'Allergies' }).click();
    await office.page.getByText('Groundnuts').waitFor();
    await office.page.getByRole('button', { name: 'Decline' }).click();
    await office.page.getByText('Write why').waitFor();
    await office.page.getByLabel(/decline, because/).fill('Please bring a letter of the doctor.');
    await office.page.getByRole('button', { name: 'Decline' }).click();
    await mother.page.getByText('Please bring a letter of the doctor.').waitFor();
    await mother.page.goto('/notifications');
    await mother.page.getByText('Not changed: Allergies of').waitFor();
    expect([...mother.problems, ...office.problems]).toEqual([]);
    await Promise.all([mother.context.close(), office.context.close()]);
  });

  it('Amina’s father misses Chidi on his page: he asks, the office links him, and the child is there', async () => {
    const father = await visit(cast.aminasFather);
    await father.page.goto('/change-requests');
    await father.page.getByRole('link', { name: 'Ask for a change' }).tap();
    await father.page.getByLabel(/child of yours who is missing/).fill('Chidi, JSS 2B, I am his uncle');
    await father.page.getByRole('button', { name: 'Send to the school' }).tap();
    await father.page.getByText('The school has your request.').waitFor();
    const office = await visit(cast.admin, { width: 1280 });
    await office.page.goto('/change-requests');
    await office.page.getByRole('link', { name: 'A child who is missing' }).click();
    await office.page.getByText('Chidi, JSS 2B, I am his uncle').waitFor();
    const request = office.page.url();
    await office.page.getByRole('button', { name: 'The child is linked: tell the family' }).click();
    await office.page.getByText('No child has been linked').waitFor();
    await office.page.getByRole('link', { name: /^link the child on/ }).click();
    await office.page.getByLabel('Child', { exact: true }).fill('THS-STU-003');
    await office.page.getByLabel('Relationship').last().selectOption('uncle');
    await office.page.getByRole('button', { name: 'Link the child' }).click();
    await office.page.getByRole('button', { name: /^Verify for Chidi/ }).click();
    await office.page.getByRole('button', { name: /^Verify for Chidi/ }).waitFor({ state: 'detached' });
    await office.page.goto(request);
    await office.page.getByRole('button', { name: 'The child is linked: tell the family' }).click();
    await office.page.getByText('This request was approved').waitFor();
    await father.page.goto('/today');
    await father.page.getByRole('heading', { name: /Chidi/ }).waitFor();
    expect([...father.problems, ...office.problems]).toEqual([]);
    await Promise.all([father.context.close(), office.context.close()]);
  });

  it('the office notes an allergy; Mr Obi sees that there is one, Grace which, and the history who looked', async () => {
    const office = await visit(cast.admin, { width: 1280 });
    await office.page.goto(`/students/${cast.amina.id}/medical`);
    await office.page.getByLabel('Allergies').fill('Penicillin');
    await office.page.getByRole('button', { name: 'Save' }).click();
    await office.page.getByText('Saved.').waitFor();
    const obi = await visit(cast.mrObi);
    await obi.page.goto(`/classes/${cast.class2A.id}`);
    await obi.page.getByText('· allergy').waitFor();
    await obi.page.goto(`/students/${cast.amina.id}`);
    await obi.page.getByText('An allergy is noted.').waitFor();
    expect((await get(`/students/${cast.amina.id}/medical`, await tokenOf(cast.mrObi))).status).toBe(404);
    const grace = await visit(cast.grace);
    await grace.page.goto(`/students/${cast.amina.id}`);
    await grace.page.getByRole('link', { name: 'Medical notes' }).tap();
    await grace.page.getByText('Penicillin').waitFor();
    await office.page.goto(`/settings/history?about=${cast.amina.id}`);
    await office.page.getByText('Bello Grace').first().waitFor();
    await expect.poll(() => office.page.getByRole('listitem').filter({ hasText: 'Bello Grace' }).filter({ hasText: 'read the medical notes' }).count()).toBe(1);
    await Promise.all([office, obi, grace].map(({ context }) => context.close()));
  });

  it('the super admin names Miss Ehigie for custody notes; she writes one, and nobody else finds the page', async () => {
    const path = `/students/${cast.tunde.id}/safeguarding`;
    expect((await get(path, await tokenOf(cast.admin))).status).toBe(404);
    const head = await visit(cast.superAdmin, { width: 1280 });
    await head.page.goto(`/accounts/${cast.admin.id}`);
    const form = head.page.locator('form').filter({ hasText: 'Custody and safeguarding notes' });
    await form.locator('[name=confirmPassword]').fill(PASSWORD);
    await form.getByRole('button', { name: 'Give this right' }).click();
    await head.page.getByRole('button', { name: 'Take this right' }).waitFor();
    const office = await visit(cast.admin);
    await office.page.goto(`/students/${cast.tunde.id}`);
    await office.page.getByRole('link', { name: 'Custody and safeguarding' }).tap();
    await office.page.getByLabel('Note').fill('The father may not pick him up.');
    await office.page.getByRole('button', { name: 'Write the note' }).tap();
    await office.page.getByText('The father may not pick him up.').first().waitFor();
    for (const who of [cast.superAdmin, cast.grace, cast.tundesMother]) expect((await get(path, await tokenOf(who))).status).toBe(404);
    await Promise.all([head.context.close(), office.context.close()]);
  });
});
