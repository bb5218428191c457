import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { connect, type Tx } from '@/db/client';
import { getBoard, getRegister, listChildrenToday } from '@/lib/attendance/queries';
import { studentSearch } from '@/lib/people/schema';
import { listStudents } from '@/lib/people/students/queries';
import { loadActor, type Person } from '@/lib/platform/actor';
import { enter } from '@/lib/platform/scope';
import { tokenHash } from '@/lib/platform/secrets';
import type { School } from './stage';

type Query = { title: string; cookie: string; run(actor: Person, tx: Tx): Promise<unknown> };
type Seen = { text: string; values: unknown[] };

export const PLANS = '.cache/bench/plans.txt';

/** Writes down how PostgreSQL runs the queries of the busiest pages, as the people who ask them. */
export async function writePlans({ databaseUrl, people }: School): Promise<void> {
  const { lanes, office, family, day } = people;
  const [lane] = lanes;
  const term = family.children[0]?.surname.slice(0, 4) ?? 'ade';
  const queries: Query[] = [
    {
      title: 'student list, page 1 (office)',
      cookie: office.cookie,
      run: (actor, tx) => listStudents(actor, studentSearch.parse({}), tx),
    },
    {
      title: `student search "${term}" (office)`,
      cookie: office.cookie,
      run: (actor, tx) => listStudents(actor, studentSearch.parse({ q: term }), tx),
    },
    {
      title: 'student list, page 1 (teacher)',
      cookie: lane?.cookies[0] ?? '',
      run: (actor, tx) => listStudents(actor, studentSearch.parse({}), tx),
    },
    { title: 'board (office)', cookie: office.cookie, run: (actor, tx) => getBoard(actor, day, undefined, tx) },
    {
      title: 'register (class teacher)',
      cookie: lane?.cookies[0] ?? '',
      run: (actor, tx) => getRegister(actor, { classId: lane?.classId ?? '', day }, tx),
    },
    {
      title: 'children today (guardian)',
      cookie: family.cookie,
      run: (actor, tx) => listChildrenToday(actor, day, tx),
    },
  ];
  const seen: Seen[] = [];
  const client = connect(databaseUrl, { max: 2 });
  const db = drizzle(client, { logger: { logQuery: (text, values) => void seen.push({ text, values }) } });
  const out: string[] = [];
  for (const { title, cookie, run } of queries) {
    const actor = await loadActor({ tokenHash: tokenHash(cookie.replace('session=', '')) }, db);
    if (!actor) throw new Error(`nobody for "${title}"`);
    seen.length = 0;
    await db.transaction(async (tx) => {
      await enter(tx, actor);
      await run(actor, tx);
    });
    const [frame, ...asked] = seen.splice(0);
    out.push(`=== ${title}`, ...(await explain(client, frame, asked)), '');
  }
  await client.end({ timeout: 5 });
  await mkdir(path.dirname(PLANS), { recursive: true });
  await writeFile(PLANS, out.join('\n'));
}

async function explain(
  client: ReturnType<typeof connect>,
  frame: Seen | undefined,
  asked: Seen[],
): Promise<string[]> {
  return client.begin(async (tx) => {
    const lines: string[] = [];
    if (frame) await tx.unsafe(frame.text, frame.values as never[]);
    for (const { text, values } of asked) {
      const rows = await tx.unsafe<{ 'QUERY PLAN': string }[]>(
        `explain (analyze, buffers) ${text}`,
        values as never[],
      );
      lines.push(text.replace(/\s+/g, ' ').trim(), ...rows.map((row) => `  ${row['QUERY PLAN']}`), '');
    }
    return lines;
  });
}
