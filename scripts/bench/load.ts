import autocannon from 'autocannon';
import { cpuOf, cpuOfChildren } from './process';

/** One request to send, and whether its answer is the right one. */
export type Shot = {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  check(status: number, body: string, headers: Record<string, string>): boolean;
};

export type Target = {
  origin: string;
  pid: number;
  /** PostgreSQL's first process, where it has a part in it. */ postmaster?: number;
  next(): Shot;
};

export type Fired = {
  requests: number;
  failed: number;
  p50: number;
  p95: number;
  perSecond: number;
  cpuMs: number;
  databaseMs: number;
};

/** The first wrong answers of a run, for the report: without them a failure cannot be understood. */
export const wrongAnswers: string[] = [];

type Size = { clients: number; amount: number };

/** Sends so many requests from so many clients and waits for every answer. */
export async function fire(target: Target, { clients, amount }: Size): Promise<Fired> {
  const times: number[] = [];
  let wrong = 0;
  let last = performance.now();
  const cpuBefore = await cpuNow(target);
  const started = performance.now();
  const options: autocannon.Options = {
    url: target.origin,
    connections: clients,
    amount: Math.ceil(amount / clients) * clients,
    timeout: 30,
    // Also how long it sleeps after the last answer.
    sampleInt: 50,
    requests: [
      {
        setupRequest: (request, context) => {
          const shot = target.next();
          Object.assign(context, { shot });
          return { ...request, method: shot.method, path: shot.path, headers: shot.headers, body: shot.body };
        },
        onResponse: (status, body, context, headers) => {
          const { shot } = context as { shot: Shot };
          if (shot.check(status, body, lowerCased(headers))) return;
          wrong += 1;
          if (wrongAnswers.length < 5)
            wrongAnswers.push(`${shot.method} ${shot.path}: ${status} ${body.slice(0, 300)}`);
        },
      },
    ],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error: Error | null, done: autocannon.Result) =>
      error ? reject(error) : resolve(done),
    );
    run.on('response', (_client, _status, _bytes, ms) => {
      times.push(ms);
      last = performance.now();
    });
  });
  const cpuAfter = await cpuNow(target);
  const requests = times.length;
  const each = (index: 0 | 1) => (cpuAfter[index] - cpuBefore[index]) / Math.max(1, requests);
  return {
    requests,
    failed: wrong + result.errors + result.timeouts,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    perSecond: requests / ((last - started) / 1000),
    cpuMs: each(0),
    databaseMs: each(1),
  };
}

async function cpuNow({ pid, postmaster }: Target): Promise<[number, number]> {
  return Promise.all([cpuOf(pid), postmaster ? cpuOfChildren(postmaster) : 0]);
}

/** The headers as pairs, whatever the library calls its type. */
function lowerCased(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** The value below which this part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
