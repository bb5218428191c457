import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { callAction, get } from '@/tests/support/http';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(3);
  // One register, so that the pages have something to show.
  const { answer } = await callAction({
    token: await tokenOf(cast.admin), path: '/notifications', name: 'submitRegister',
    input: {
      classId: cast.class2B.id, day: cast.today, version: 0,
      marks: [{ studentId: cast.chidi.id, status: 'absent' }],
    },
  });
  expect(answer).toMatchObject({ ok: true });
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

type Who = 'superAdmin' | 'admin' | 'grace' | 'pupil' | 'tundesMother';
const people: Who[] = ['superAdmin', 'admin', 'grace', 'pupil', 'tundesMother'];
const person = (who: Who) => (who === 'pupil' ? { id: cast.tunde.userId } : cast[who]);

/** Every page, and who gets it; the others find that it does not exist. */
const pages = (): [path: string, may: Who[]][] => [
  ['/today', people],
  ['/account', people],
  ['/second-factor', people],
  ['/notifications', people],
  ['/attendance', ['superAdmin', 'admin']],
  ['/classes', ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2A.id}`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2B.id}`, ['superAdmin', 'admin']],
  [`/classes/${cast.class2A.id}/attendance`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2A.id}/attendance/${cast.today}`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2B.id}/attendance/${cast.today}`, ['superAdmin', 'admin']],
  ['/students', ['superAdmin', 'admin', 'grace']],
  [`/students/${cast.tunde.id}`, people],
  [`/students/${cast.tunde.id}/attendance`, people],
  [`/students/${cast.chidi.id}/attendance`, ['superAdmin', 'admin', 'tundesMother']],
  [`/students/${cast.amina.id}`, ['superAdmin', 'admin', 'grace']],
  ['/staff', ['superAdmin', 'admin']],
  ['/staff/new', ['superAdmin', 'admin']],
  ['/people/import', ['superAdmin', 'admin']],
  ['/search?q=a', ['superAdmin', 'admin']],
  ['/students/new', ['superAdmin', 'admin']],
  ['/students/selected?all=on', ['superAdmin', 'admin']],
  ['/students/selected/print?all=on', ['superAdmin', 'admin']],
  ['/students/selected/print?all=on&as=cards', ['superAdmin', 'admin']],
  ['/students/changes', ['superAdmin', 'admin']],
  [`/students/${cast.tunde.id}/medical`, people],
  [`/students/${cast.chidi.id}/medical`, ['superAdmin', 'admin', 'tundesMother']],
  [`/students/${cast.tunde.id}/safeguarding`, []],
  [`/students/${cast.tunde.id}/placement`, ['superAdmin', 'admin']],
  [`/classes/${cast.class2A.id}/print/list`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2A.id}/print/cards`, ['superAdmin', 'admin']],
  ['/change-requests', ['superAdmin', 'admin', 'tundesMother']],
  ['/change-requests/new', ['tundesMother']],
  [`/change-requests/new?about=${cast.tunde.id}`, ['tundesMother']],
  [`/students/${cast.tunde.id}/edit`, ['superAdmin', 'admin']],
  [`/staff/${cast.grace.id}/edit`, ['superAdmin', 'admin']],
  ['/guardians', ['superAdmin', 'admin']],
  ['/guardians/new', ['superAdmin', 'admin']],
  [`/guardians/${cast.tundesMother.guardianId}`, ['superAdmin', 'admin']],
  [`/guardians/${cast.tundesMother.guardianId}/edit`, ['superAdmin', 'admin']],
  ['/settings', ['superAdmin', 'admin']],
  ['/settings/school', ['superAdmin', 'admin']],
  ['/settings/branding', ['superAdmin', 'admin']],
  ['/settings/trust', ['superAdmin']],
  ['/settings/calendar', ['superAdmin', 'admin']],
  ['/settings/levels', ['superAdmin', 'admin']],
  ['/settings/classes', ['superAdmin', 'admin']],
  [`/settings/classes/${cast.class2A.id}`, ['superAdmin', 'admin']],
  ['/settings/subjects', ['superAdmin', 'admin']],
  [`/settings/subjects/${cast.maths.id}`, ['superAdmin', 'admin']],
  [`/classes/${cast.class2A.id}/teachers`, ['superAdmin', 'admin']],
  ['/settings/history', ['superAdmin', 'admin']],
  ['/settings/mail', ['superAdmin']],
  ['/accounts/recycle-bin', ['superAdmin', 'admin']],
  [`/accounts/${cast.grace.id}`, ['superAdmin', 'admin']],
];

/** What a visitor reaches; the token of a letter is one that does not work. */
const publicPages = ['/sign-in', '/forgotten-password', `/reset-password/${'A'.repeat(64)}`, `/accept-invitation/${'A'.repeat(64)}`];

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describe('every page', () => {
  it('is there for whom it is, and does not exist for the others', async () => {
    const wrong: string[] = [];
    for (const who of people) {
      const token = await tokenOf(person(who));
      for (const [path, may] of pages()) {
        const { status } = await get(path, token);
        if (status !== (may.includes(who) ? 200 : 404)) wrong.push(`${who} ${path}: ${status}`);
      }
    }
    for (const [path] of pages()) {
      const answer = await get(path, null);
      if (answer.status !== 307 || !answer.headers.get('location')?.includes('/sign-in?next=')) wrong.push(`visitor ${path}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  for (const dark of [false, true]) {
    it(`has no accessibility problem (WCAG 2.2 AA) and no console error, in ${dark ? 'dark' : 'light'}`, async () => {
      const found: string[] = [];
      let looked = 0;
      for (const who of people) {
        const { page, context, problems } = await visit(person(who), { dark });
        for (const [path, may] of pages()) {
          if (!may.includes(who)) continue;
          await page.goto(path);
          const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
          looked += 1;
          for (const one of violations) found.push(`${who} ${path}: ${one.id} ${one.nodes[0]?.target.join(' ')} ${one.nodes[0]?.failureSummary ?? ''}`);
        }
        found.push(...problems.map((problem) => `${who}: ${problem}`));
        await context.close();
      }
      const visitor = await visit(null, { dark });
      for (const path of publicPages) {
        await visitor.page.goto(path);
        const { violations } = await new AxeBuilder({ page: visitor.page }).withTags(wcag).analyze();
        found.push(...violations.map((one) => `visitor ${path}: ${one.id}`));
        looked += 1;
      }
      await visitor.context.close();
      console.log(`axe looked at ${looked} pages, ${dark ? 'dark' : 'light'}`);
      expect(found).toEqual([]);
      // Every page for everybody who may open it: more pages take longer, not worse.
    }, 1_800_000);
  }

  it('is dark when its reader chose so, from the first byte and on a light phone', async () => {
    const { page, context } = await visit(cast.grace);
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto('/account');
    await untilLive(page);
    const light = await background();
    await page.getByLabel('Light or dark').selectOption('dark');
    await expect.poll(background).not.toBe(light);
    const dark = await background();
    const answer = await page.goto('/today');
    expect(await answer?.text()).toContain('data-theme="dark"');
    await expect.poll(background).toBe(dark);
    await page.goto('/account');
    await untilLive(page);
    await page.getByLabel('Light or dark').selectOption('system');
    await expect.poll(background).toBe(light);
    await context.close();
  });

  it('fits a screen of 320 px and has targets of at least 24 px', async () => {
    const wrong: string[] = [];
    for (const who of ['superAdmin', 'admin', 'grace', 'tundesMother', 'visitor'] as const) {
      const { page, context } = await visit(who === 'visitor' ? null : person(who), { width: 320 });
      const paths = who === 'visitor' ? publicPages : pages().flatMap(([path, may]) => (may.includes(who) ? [path] : []));
      for (const path of paths) {
        await page.goto(path);
        const seen = await page.evaluate(() => ({
          over: document.documentElement.scrollWidth - innerWidth,
          small: [...document.querySelectorAll('a, button, select, input:not([type=hidden]), summary')]
            .filter((one) => one.getClientRects().length > 0 && !one.closest('.sr-only') && !one.matches('[aria-hidden=true], [tabindex="-1"]'))
            .filter((one) => !(one.tagName === 'A' && one.closest('p')))
            .map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent.slice(0, 30) }))
            .filter(({ box }) => box.width > 1 && (box.height < 23.5 || box.width < 23.5))
            .map(({ box, text }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`),
        }));
        if (seen.over > 0) wrong.push(`${who} ${path} overflows by ${seen.over}`);
        wrong.push(...seen.small.map((one) => `${who} ${path} small: ${one}`));
      }
      await context.close();
    }
    expect(wrong).toEqual([]);
  });
});
