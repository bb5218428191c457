import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { plusDays } from '@/lib/platform/dates';
import { closeBrowser, untilLive, visit } from '@/tests/support/browser';
import { callAction, get } from '@/tests/support/http';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

const CLIENTS = 16;
const WRITES_EACH = 130;

let cast: Cast;
beforeAll(async () => {
  cast = await freshSchool(0);
});
afterAll(async () => {
  await closeBrowser();
  await closeDatabase();
});

/** SIGKILLs the postmaster, as the kernel would when memory runs out. */
async function killDatabase(): Promise<void> {
  const owner = postgres(running().databaseUrl, { max: 1 });
  const [row] = await owner<{ dir: string }[]>`select current_setting('data_directory') as dir`;
  await owner.end({ timeout: 1 });
  process.kill(Number(readFileSync(path.join(row?.dir ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
}

type Log = { acknowledged: string[]; failed: string[]; repeats: number };

/** One office clerk corrects one earlier day again and again; a write without an answer is sent again under its id. */
async function clerk(number: number, token: string, log: Log, onWrite: () => void): Promise<void> {
  const day = plusDays(cast.today, -1 - number);
  for (let version = 0; version < WRITES_EACH; version += 1) {
    const reason = `clerk ${number} write ${version}`;
    const operationId = randomUUID();
    const status = version % 2 === 0 ? 'absent' : 'present';
    const marks = [cast.tunde.id, cast.amina.id].map((studentId) => ({ studentId, status }));
    for (;;) {
      const sent = await callAction({
        token, path: '/notifications', name: 'submitRegister', input: { classId: cast.class2A.id, day, version, marks, reason, operationId },
      }).catch(() => null);
      if (sent?.answer?.ok) break;
      if (sent?.answer && !['UNAVAILABLE', 'INTERNAL', 'UNAUTHENTICATED'].includes(sent.answer.code ?? '')) {
        log.failed.push(`${reason}: ${sent.answer.code} ${sent.answer.message} ${JSON.stringify(sent.answer.data).slice(0, 80)}`);
        return;
      }
      log.repeats += 1;
      await sleep(200 + Math.random() * 200);
    }
    log.acknowledged.push(reason);
    onWrite();
  }
}

describe('the database is killed in the middle of the morning', () => {
  it('16 clerks write 2,080 registers while it dies twice: none is lost, none is doubled, and Grace’s marks are kept', async () => {
    const grace = await visit(cast.grace);
    await grace.page.goto(`/classes/${cast.class2A.id}/attendance/${cast.today}`);
    await untilLive(grace.page);
    const log: Log = { acknowledged: [], failed: [], repeats: 0 };
    const tokens = await Promise.all(Array.from({ length: CLIENTS }, () => tokenOf(cast.admin)));
    let killed = 0;
    const kill = async () => {
      killed += 1;
      // Grace has marked Tunde when the database dies, and saves while it is away.
      const isFirst = killed === 1;
      if (isFirst) await grace.page.locator(`[data-student="${cast.tunde.id}"]`).tap();
      await killDatabase();
      if (!isFirst) return;
      await grace.page.getByRole('button', { name: /^Save/ }).tap();
      expect(await grace.page.locator(`[data-student="${cast.tunde.id}"]`).innerText()).toContain('Absent');
    };
    const kills: Promise<unknown>[] = [];
    const onWrite = () => {
      const share = log.acknowledged.length / (CLIENTS * WRITES_EACH);
      if (share > 0.25 * (kills.length + 1) && kills.length < 2) kills.push(kill().catch((error: unknown) => log.failed.push(String(error))));
    };
    await Promise.all(tokens.map((token, number) => clerk(number, token, log, onWrite)));
    await Promise.all(kills);
    expect(log.failed).toEqual([]);
    expect(killed).toBe(2);

    const owner = postgres(running().databaseUrl, { max: 1 });
    const rows = await owner<{ reason: string; times: number }[]>`
      select reason, count(*)::int as times from register_submissions where reason is not null group by reason`;
    const [{ mismatched = -1 } = {}] = await owner<{ mismatched: number }[]>`
      select count(*)::int as mismatched from registers r where r.version <> (select count(*) from register_submissions s where s.register_id = r.id)`;
    const [{ silent = -1 } = {}] = await owner<{ silent: number }[]>`
      select (select count(*) from register_submissions)::int - (select count(*) from events e join registers r on r.class_id::text = e.subject_id
        and e.detail ->> 'day' = r.day::text where e.name like 'attendance.register-%' and e.at > now() - interval '15 minutes'
        and exists (select 1 from register_submissions s where s.register_id = r.id and s.version = (e.detail ->> 'version')::int
          and abs(extract(epoch from s.submitted_at - e.at)) < 30))::int as silent`;
    await owner.end();
    const written = new Map(rows.map((row) => [row.reason, row.times]));
    const lost = log.acknowledged.filter((reason) => !written.has(reason));
    const doubled = [...written].filter(([, times]) => times > 1);
    console.log(`${log.acknowledged.length} acknowledged, ${lost.length} lost, ${doubled.length} doubled, ${log.repeats} sent again, database killed ${killed} times`);
    expect(log.acknowledged).toHaveLength(CLIENTS * WRITES_EACH);
    expect({ lost, doubled, mismatched, silent }).toEqual({ lost: [], doubled: [], mismatched: 0, silent: 0 });

    await grace.page.getByText(/Taken \d\d:\d\d by you/).waitFor({ timeout: 30_000 });
    expect(await grace.page.locator(`[data-student="${cast.tunde.id}"]`).innerText()).toContain('Absent');
    expect((await get('/sign-in', null)).status).toBe(200);
    await grace.context.close();
  }, 400_000);
});
