import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import type { Cast } from '@/db/seed/school';
import { asSystem } from '@/lib/platform/system';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { clerk, compare, emptyLog } from '@/tests/support/clerks';
import { partsOf, signal } from '@/tests/support/processes';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

const CLERKS = 4;
const STOPPED_MS = 7_000;

let cast: Cast;
let page: Page;
let tokens: string[];
const versions: number[] = Array.from({ length: CLERKS }, () => 0);
const parts = partsOf(running());
const log = emptyLog();
let stopped: number[] = [];

beforeAll(async () => {
  cast = await freshSchool(0);
  tokens = await Promise.all(Array.from({ length: CLERKS }, () => tokenOf(cast.admin)));
  ({ page } = await visit(cast.grace));
  await page.goto(`/classes/${cast.class2A.id}/attendance/${cast.today}`);
  await untilLive(page);
});
// Whatever a test found, the next one begins with a school that runs.
afterEach(() => {
  for (const pid of stopped.splice(0)) signal(pid, 'SIGCONT');
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

const statusOfTunde = () =>
  asSystem('look', async ({ tx }) => {
    const [row] = await tx.execute<{ status: string }>(sql`select m.status from attendance_marks m where m.student_id = ${cast.tunde.id} and m.day = ${cast.today}::date`);
    return row?.status ?? 'none';
  }).catch(() => 'away');

/** The words that tell Grace that her save is not through yet. */
const sentence = /will be sent when the school’s server answers|has not answered yet|did not answer/;

/** Where her save stands: told that it waits, or through. */
async function toldOf(wanted: string): Promise<'waits' | 'saved' | null> {
  if (sentence.test(await page.locator('body').innerText())) return 'waits';
  return (await statusOfTunde()) === wanted ? 'saved' : null;
}

/** One tap moves Tunde on to the next of the three. */
async function markTunde(): Promise<string> {
  const row = page.locator(`[data-student="${cast.tunde.id}"]`);
  const before = await row.innerText();
  await row.tap();
  await expect.poll(() => row.innerText()).not.toBe(before);
  return /Absent/.test(await row.innerText()) ? 'absent' : /Late/.test(await row.innerText()) ? 'late' : 'present';
}

type Fault = { part: keyof ReturnType<typeof partsOf>; how: 'killed' | 'stopped' };

async function breakPart({ part, how }: Fault): Promise<void> {
  const [first, ...others] = await parts[part]();
  if (!first) throw new Error(`${part} does not run`);
  if (how === 'killed') return void signal(first, 'SIGKILL');
  stopped = [first, ...others];
  for (const pid of stopped) signal(pid, 'SIGSTOP');
}

const faults = (['web', 'realtime', 'worker', 'store', 'database'] as const).flatMap((part): Fault[] => [{ part, how: 'killed' }, { part, how: 'stopped' }]);

describe('a part of the school fails in the middle of the morning', () => {
  it.each(faults)('$part is $how: nothing is lost or written twice, Grace is told where her save stands, and it arrives', async (fault) => {
    let isOver = false;
    const before = log.acknowledged.length;
    const work = tokens.map(async (token, number) => {
      versions[number] = await clerk({ cast, number, token, log, goesOn: () => !isOver, from: versions[number] });
    });
    const wanted = await markTunde();
    await sleep(500);
    await breakPart(fault);
    const started = performance.now();
    await page.getByRole('button', { name: /^Save/ }).tap();
    let told: Awaited<ReturnType<typeof toldOf>> = null;
    await expect.poll(async () => (told = await toldOf(wanted)), { timeout: 60_000, interval: 100 }).not.toBeNull();
    const took = Math.round(performance.now() - started);
    if (fault.how === 'stopped') await sleep(Math.max(0, STOPPED_MS - took));
    for (const pid of stopped.splice(0)) signal(pid, 'SIGCONT');
    // It comes back by itself: the supervisor starts what was killed.
    await expect.poll(async () => (await parts[fault.part]()).length, { timeout: 60_000 }).toBeGreaterThan(0);
    await expect.poll(statusOfTunde, { timeout: 90_000, interval: 500 }).toBe(wanted);
    await page.getByText(/Taken \d\d:\d\d by you/).waitFor({ timeout: 60_000 });
    isOver = true;
    await Promise.all(work);
    console.log(`${fault.part} ${fault.how}: ${told} after ${took} ms; ${log.acknowledged.length - before} writes acknowledged, ${log.repeats} sent again so far, longest wait for an answer ${Math.round(log.longestWait)} ms`);
    expect(log.failed).toEqual([]);
    expect(await compare(log)).toEqual({ lost: [], doubled: [], mismatched: 0, silent: 0 });
    log.longestWait = 0;
  }, 900_000);
});
