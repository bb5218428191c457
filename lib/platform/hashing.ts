import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from './errors';

// bcrypt at cost 12 takes a quarter of a second of CPU. In threads it never holds up another request.
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const bcrypt = require(workerData.bcrypt);
  parentPort.on('message', ({ kind, password, with: argument }) => {
    try {
      const value = kind === 'hash' ? bcrypt.hashSync(password, argument) : bcrypt.compareSync(password, argument);
      parentPort.postMessage({ value });
    } catch (error) {
      parentPort.postMessage({ error: String(error) });
    }
  });`;

type Job = { kind: 'hash' | 'compare'; password: string; with: string | number };
type Reply = { value?: string | boolean; error?: string };
type Waiting = { job: Job; lane: Lane; resolve: (value: string | boolean) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; current: Waiting | null };

const THREADS = 2;
const QUEUE = 100;
const MOST_OF_ACCOUNT = 3;
let threads: Thread[] = [];

/**
 * A browser in which this account was signed in to before waits in a lane of its own that goes first, and one thread
 * the other browsers never get: many guesses at once leave a core to everybody else. Nothing else opens that lane: a link or a
 * token can be sent from a hundred places at once. Of one account few wait there: even with the right password nobody
 * fills it.
 */
export type Lane = { account: string } | 'unknown';
const lanes: Record<'known' | 'unknown', Waiting[]> = { known: [], unknown: [] };

function start(): Thread {
  const bcrypt = createRequire(path.join(process.cwd(), 'package.json')).resolve('bcryptjs');
  const thread: Thread = { worker: new Worker(script, { eval: true, workerData: { bcrypt } }), current: null };
  thread.worker.unref();
  thread.worker.on('message', ({ value, error }: Reply) => {
    const done = thread.current;
    thread.current = null;
    feed();
    if (error !== undefined || value === undefined) done?.reject(new Error(error ?? 'no answer'));
    else done?.resolve(value);
  });
  return thread;
}

/** Gives every idle thread the next piece of work. */
function feed(): void {
  for (const thread of threads) {
    if (thread.current) continue;
    const unknown = threads.filter((one) => one.current?.lane === 'unknown').length;
    const next = lanes.known.shift() ?? (unknown < THREADS - 1 ? lanes.unknown.shift() : undefined);
    if (!next) return;
    thread.current = next;
    thread.worker.postMessage(next.job);
  }
}

const crowded = 'Many people are signing in right now. Please try again in a moment.';
const ofAccount = (account: string) =>
  [...lanes.known, ...threads.flatMap((one) => one.current ?? [])].filter(({ lane }) => lane !== 'unknown' && lane.account === account).length;
const lineOf = (lane: Lane) => lanes[lane === 'unknown' ? 'unknown' : 'known'];

/** Throws LIMITED while so many wait in this lane that one more would wait in vain: known before anything is looked up for them. */
export function refuseWhenCrowded(lane: Lane): void {
  if (lane !== 'unknown' && ofAccount(lane.account) >= MOST_OF_ACCOUNT) {
    throw new AppError('LIMITED', 'This account is being signed in to several times at once. Please try again in a moment.');
  }
  if (lineOf(lane).length >= QUEUE) throw new AppError('LIMITED', crowded);
}

function run(job: Job, lane: Lane): Promise<string | boolean> {
  refuseWhenCrowded(lane);
  if (threads.length === 0) threads = Array.from({ length: THREADS }, start);
  return new Promise((resolve, reject) => {
    lineOf(lane).push({ job, lane, resolve, reject });
    feed();
  });
}

/** bcrypt of a password of at most 72 bytes. */
export async function hashPassword(password: string, rounds: number, lane: Lane = 'unknown'): Promise<string> {
  return String(await run({ kind: 'hash', password, with: rounds }, lane));
}

/** Whether the password is the one behind the hash. */
export async function passwordMatches(password: string, hash: string, lane: Lane = 'unknown'): Promise<boolean> {
  return (await run({ kind: 'compare', password, with: hash }, lane)) === true;
}
