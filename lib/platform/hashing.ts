import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from './errors';

// bcrypt at cost 12 takes a quarter of a second of CPU. In threads it never holds up another request.
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const bcrypt = require(workerData.bcrypt);
  parentPort.on('message', async ({ id, kind, password, with: argument }) => {
    try {
      const value = kind === 'hash' ? bcrypt.hashSync(password, argument) : bcrypt.compareSync(password, argument);
      parentPort.postMessage({ id, value });
    } catch (error) {
      parentPort.postMessage({ id, error: String(error) });
    }
  });`;

type Job = { kind: 'hash' | 'compare'; password: string; with: string | number };
type Reply = { id: number; value?: string | boolean; error?: string };

const THREADS = 2;
const QUEUE = 100;
const waiting = new Map<number, { resolve: (value: string | boolean) => void; reject: (error: Error) => void }>();
let threads: Worker[] = [];
let nextId = 0;

function start(): Worker {
  const bcrypt = createRequire(path.join(process.cwd(), 'package.json')).resolve('bcryptjs');
  const worker = new Worker(script, { eval: true, workerData: { bcrypt } });
  worker.unref();
  worker.on('message', ({ id, value, error }: Reply) => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (error !== undefined || value === undefined) job?.reject(new Error(error ?? 'no answer'));
    else job?.resolve(value);
  });
  return worker;
}

function run(job: Job): Promise<string | boolean> {
  if (waiting.size >= QUEUE) throw new AppError('LIMITED', 'Many people are signing in right now. Please try again in a moment.');
  if (threads.length === 0) threads = Array.from({ length: THREADS }, start);
  const id = nextId++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    threads[id % THREADS]?.postMessage({ id, ...job });
  });
}

/** bcrypt of a password of at most 72 bytes. */
export async function hashPassword(password: string, rounds: number): Promise<string> {
  return String(await run({ kind: 'hash', password, with: rounds }));
}

/** Whether the password is the one behind the hash. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  return (await run({ kind: 'compare', password, with: hash })) === true;
}
