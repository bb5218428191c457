import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { floorOf, listCases, type Case } from './cases';
import { once } from './once';
import { wants, type Plan } from './options';
import { kilobytes, ms, table, times } from './print';
import { compare } from './rounds';
import { countStatements, type Counted } from './statements';
import type { Stage } from './stage';

const CLIENTS = [1, 16];
const STATEMENTS = '.cache/bench/statements.txt';

type Look = Counted & { bytes: number; encoding: string };

/** Measures every page and act beside its floor and prints the table; the number of failed requests. */
export async function measurePages(stage: Stage, plan: Plan, say: (text: string) => void): Promise<number> {
  const cases = (await listCases(stage)).filter((one) => wants(plan, one.name));
  const rows: string[][] = [];
  const listing: string[] = [];
  let failed = 0;
  for (const one of cases) {
    const look = await lookAt(one, stage);
    listing.push(
      `=== ${one.name}: ${look.all} statements, ${look.data} of them data${look.writing ? `, ${look.writing} in the write` : ''}`,
      ...look.list.map((each) => `[${each.backend}] ${each.text.replace(/\s+/g, ' ').trim()}`),
      '',
    );
    for (const clients of CLIENTS) {
      const row = await measure(one, { stage, clients, plan });
      failed += row.failed;
      rows.push([...row.cells, ...(clients === 1 ? said(look) : ['', '', ''])]);
    }
    if (process.stdout.isTTY) process.stdout.write('.');
  }
  if (rows.length === 0) return 0;
  const head = [
    'page or act',
    'clients',
    'p50 ms',
    'p95 ms',
    'req/s',
    'CPU ms',
    'db CPU ms',
    'beside',
    'p50 ms',
    'req/s',
    'CPU ms',
    'p50 ratio',
    'CPU ratio',
    'failed',
    'SQL data/all',
    'KB wire',
    'encoding',
  ];
  say(`\n${table(head, rows)}`);
  await mkdir(path.dirname(STATEMENTS), { recursive: true });
  await writeFile(STATEMENTS, listing.join('\n'));
  return failed;
}

type Setting = { stage: Stage; clients: number; plan: Plan };

async function measure(
  one: Case,
  { stage, clients, plan }: Setting,
): Promise<{ cells: string[]; failed: number }> {
  const { school, floors, postmaster } = stage;
  const target = { origin: school.origin, pid: school.pid, postmaster, next: one.next };
  const slow = one.isSlow ? { ...plan, rounds: 1, warmUp: 1, seconds: plan.seconds * 2 } : plan;
  const { ours, floor, ratio, cpuRatio } = await compare(
    { ours: target, floor: floorOf(one.floor, floors, school.people.lanes[0]), clients },
    slow,
  );
  const failed = ours.failed + floor.failed;
  return {
    failed,
    cells: [
      one.name,
      String(clients),
      ms(ours.p50),
      ms(ours.p95),
      ours.perSecond.toFixed(0),
      ms(ours.cpuMs),
      ms(ours.databaseMs),
      one.floor,
      ms(floor.p50),
      floor.perSecond.toFixed(0),
      ms(floor.cpuMs),
      times(ratio),
      times(cpuRatio),
      String(failed),
    ],
  };
}

/** One request when nothing else happens: what it asks of the database and what travels. */
async function lookAt(one: Case, { school, databaseLog }: Stage): Promise<Look> {
  const send = async () => {
    const shot = one.next();
    const answer = await once(school.origin, shot);
    if (shot.check(answer.status, answer.body, answer.headers)) return answer;
    throw new Error(`${one.name} answered ${answer.status}:\n${answer.body.slice(0, 500)}`);
  };
  // The first after a pause reads the school's settings again, which are kept for five seconds.
  await send();
  let answer: Awaited<ReturnType<typeof send>> | undefined;
  const counted = await countStatements(
    { owner: school.owner, pid: school.pid, log: databaseLog },
    async () => (answer = await send()),
  );
  return { ...counted, bytes: answer?.bytes ?? 0, encoding: answer?.encoding ?? '' };
}

function said({ data, all, writing, bytes, encoding }: Look): string[] {
  return [`${writing ? `${writing}+` : ''}${data - writing}/${all}`, kilobytes(bytes), encoding];
}
