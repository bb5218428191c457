import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import type { Cast } from '@/db/seed/school';
import { plusDays } from '@/lib/platform/dates';
import { callAction } from './http';
import { running } from './school';

export type Log = {
  acknowledged: string[];
  /** Answers that are neither yes nor "send it again". */
  failed: string[];
  repeats: number;
  /** The longest a clerk waited for an answer of any kind, in ms. */
  longestWait: number;
};

export const emptyLog = (): Log => ({ acknowledged: [], failed: [], repeats: 0, longestWait: 0 });

type Work = { cast: Cast; number: number; token: string; log: Log; /** Asked before each write. */ goesOn: (version: number) => boolean; from?: number };

const again = ['UNAVAILABLE', 'INTERNAL', 'UNAUTHENTICATED'];

/**
 * One office clerk corrects one earlier day again and again; a write without an answer is sent again under its id.
 * Returns the version after the last.
 */
export async function clerk({ cast, number, token, log, goesOn, from = 0 }: Work): Promise<number> {
  const day = plusDays(cast.today, -1 - number);
  let version = from;
  for (; goesOn(version); version += 1) {
    const reason = `clerk ${number} write ${version}`;
    const operationId = randomUUID();
    const status = version % 2 === 0 ? 'absent' : 'present';
    const marks = [cast.tunde.id, cast.amina.id].map((studentId) => ({ studentId, status }));
    for (;;) {
      const started = performance.now();
      const sent = await callAction({
        token, path: '/notifications', name: 'submitRegister', input: { classId: cast.class2A.id, day, version, marks, reason, operationId },
      }).catch(() => null);
      log.longestWait = Math.max(log.longestWait, performance.now() - started);
      if (sent?.answer?.ok) break;
      if (sent?.answer && !again.includes(sent.answer.code ?? '')) {
        log.failed.push(`${reason}: ${sent.answer.code} ${sent.answer.message} ${JSON.stringify(sent.answer.data).slice(0, 80)}`);
        return version;
      }
      log.repeats += 1;
      await sleep(200 + Math.random() * 200);
    }
    log.acknowledged.push(reason);
  }
  return version;
}

/** What of the clerks' work the school has: nothing lost, nothing twice, and for each write its version and its event. */
export async function compare(log: Log): Promise<{ lost: string[]; doubled: [string, number][]; mismatched: number; silent: number }> {
  const owner = postgres(running().databaseUrl, { max: 1, onnotice: () => undefined });
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
  return {
    lost: log.acknowledged.filter((reason) => !written.has(reason)),
    doubled: [...written].filter(([, times]) => times > 1),
    mismatched, silent,
  };
}
