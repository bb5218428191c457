import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@/db/client';
import { portsTowards } from './process';

export type Statement = { backend: number; text: string };
export type Counted = {
  /** Everything the server was asked to run, BEGIN and COMMIT included. */
  all: number;
  /** Without BEGIN, COMMIT and the setting of the actor's reach. */
  data: number;
  /** Of the data statements, those inside the transaction that claims the operation id. */
  writing: number;
  list: Statement[];
};

type Options = { owner: Client; pid: number; log: string };

const entry = /^\S+ \S+ \S+ \[(\d+)\] LOG: {2}(?:statement|execute [^:]*): (.*)$/;
const anyEntry = /^\d{4}-\d\d-\d\d \S+ \S+ \[\d+\] /;

/** Counts what one process asks of PostgreSQL during a piece of work, read from the server's own log. */
export async function countStatements(
  { owner, pid, log }: Options,
  work: () => Promise<unknown>,
): Promise<Counted> {
  await owner.unsafe(`alter system set log_statement = 'all'`);
  await owner.unsafe('select pg_reload_conf()');
  await sleep(300);
  const before = (await readFile(log)).length;
  await work();
  await sleep(150);
  const text = (await readFile(log)).subarray(before).toString();
  await owner.unsafe('alter system reset log_statement');
  await owner.unsafe('select pg_reload_conf()');
  const mine = await backendsOf(owner, pid);
  const list = parseLog(text).filter((one) => mine.has(one.backend));
  const data = list.filter((one) => !isFrame(one.text));
  return { all: list.length, data: data.length, writing: inWrite(list).length, list };
}

/** The statements in a log of PostgreSQL, in order; a statement may go over several lines. */
export function parseLog(text: string): Statement[] {
  const found: Statement[] = [];
  let current: Statement | null = null;
  for (const line of text.split('\n')) {
    const match = entry.exec(line);
    if (match) {
      current = { backend: Number(match[1]), text: match[2] ?? '' };
      found.push(current);
    } else if (anyEntry.test(line)) {
      current = null;
    } else if (current) {
      current.text += `\n${line}`;
    }
  }
  return found;
}

const isFrame = (text: string): boolean =>
  /^\s*(begin|commit|rollback)\b/i.test(text) || /^\s*select set_config\('app\./i.test(text);

function inWrite(list: Statement[]): Statement[] {
  const claim = list.findIndex((one) => /insert into operations/i.test(one.text));
  if (claim < 0) return [];
  const { backend } = list[claim] ?? { backend: 0 };
  const own = list.map((one, index) => ({ ...one, index })).filter((one) => one.backend === backend);
  const begin = own.findLast((one) => one.index < claim && /^\s*begin/i.test(one.text))?.index ?? 0;
  const commit =
    own.find((one) => one.index > claim && /^\s*(commit|rollback)/i.test(one.text))?.index ?? list.length;
  return own.filter((one) => one.index > begin && one.index < commit && !isFrame(one.text));
}

async function backendsOf(owner: Client, pid: number): Promise<Set<number>> {
  const [server] = await owner<{ port: number }[]>`select current_setting('port')::int as port`;
  const ports = await portsTowards(pid, server?.port ?? 0);
  const rows = await owner<
    { pid: number; port: number }[]
  >`select pid, client_port as port from pg_stat_activity where client_port is not null`;
  return new Set(rows.filter((row) => ports.has(row.port)).map((row) => row.pid));
}
