import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import type { SubmitRegisterInput } from '@/lib/attendance/schema';
import type { ErrorCode } from '@/lib/platform/errors';
import type { Draft } from './marking';

/** A register that was saved on this device and has not reached the school yet. */
export type QueuedRegister = {
  /** Class and day: a later save of the same register replaces an earlier one that is still waiting. */
  key: string;
  actorId: string;
  operationId: string;
  className: string;
  summary: string;
  savedAt: number;
  input: SubmitRegisterInput;
  /** What of it was marked by hand; absent in what was kept before drafts had a format. */
  draft?: Draft;
  /** What the school answered last, if it did. */
  code?: ErrorCode;
  /** Why it could not be taken over; it then waits for a person. */
  problem?: string;
};

interface Schema extends DBSchema {
  registers: { key: string; value: QueuedRegister };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function store(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('school', 1, { upgrade: (db) => void db.createObjectStore('registers', { keyPath: 'key' }) });
  return opened;
}

export const queueKey = (input: { classId: string; day: string }) => `${input.classId}/${input.day}`;
export const QUEUE_CHANGED = 'register-queue-changed';

const changed = () => window.dispatchEvent(new Event(QUEUE_CHANGED));

export async function putQueued(entry: QueuedRegister): Promise<void> {
  await (await store()).put('registers', entry);
  changed();
}

/** Removes an entry unless a newer save has replaced it meanwhile. */
export const dropQueued = (entry: QueuedRegister) => unlessReplaced(entry, (store) => store.delete(entry.key));

/** Writes to an entry what the school answered, unless a newer save has replaced it meanwhile. */
export const noteQueued = (entry: QueuedRegister, answer: Pick<QueuedRegister, 'code' | 'problem'>) =>
  unlessReplaced(entry, (store) => store.put({ ...entry, ...answer }));

type Writable = IDBPObjectStore<Schema, ['registers'], 'registers', 'readwrite'>;

async function unlessReplaced({ key, operationId }: QueuedRegister, write: (store: Writable) => Promise<unknown>): Promise<void> {
  const tx = (await store()).transaction('registers', 'readwrite');
  const current = await tx.store.get(key);
  if (current?.operationId === operationId) await write(tx.store);
  await tx.done;
  changed();
}

export async function listQueued(): Promise<QueuedRegister[]> {
  return (await store()).getAll('registers');
}
