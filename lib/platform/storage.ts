import { isInTransaction } from '@/db/client';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { logger } from '@/lib/platform/logger';
import { connectStorage, storageOf, type StorageConnection } from '@/lib/platform/storage/connect';
import * as ensure from '@/lib/platform/storage/ensure';
import * as objects from '@/lib/platform/storage/objects';
import * as presign from '@/lib/platform/storage/presign';

export { buckets, publicPrefix, type BucketName } from '@/lib/platform/storage/buckets';
export type { ObjectPlace, StoredObject } from '@/lib/platform/storage/objects';
export type { GetGrant, PresignedPut, PutGrant } from '@/lib/platform/storage/presign';

let current: StorageConnection | undefined;

/** The store does not answer, or answers that it cannot: the same may be asked again later. */
export class StoreAway extends AppError {
  constructor(override readonly cause: unknown) {
    super('UNAVAILABLE', 'The school’s file store does not answer, so nothing was changed. Try again in a few minutes.');
    this.name = 'StoreAway';
  }
}

/** Creates missing buckets and sets their policies and CORS rules; returns notes for the operator. */
export function ensureBuckets(): Promise<string[]> {
  return ensure.ensureBuckets(connection());
}

/** Lets a browser send exactly one file: this key, type and size, and only while nothing is there yet. */
export function presignPut(grant: presign.PutGrant): Promise<presign.PresignedPut> {
  return presign.presignPut(connection(), grant);
}

/** A short-lived address to read one object; with a `downloadName` the browser saves it in place of showing it. */
export function presignGet(grant: presign.GetGrant): Promise<string> {
  return presign.presignGet(connection(), grant);
}

/** What is stored under a key, or null when nothing is. */
export function headObject(place: objects.ObjectPlace): Promise<objects.StoredObject | null> {
  return answered((open) => objects.headObject(open, place));
}

/** The first bytes of an object, to recognise its type; fewer when the object is shorter. */
export function readFirstBytes(range: objects.ObjectPlace & { length: number }): Promise<Uint8Array> {
  return answered((open) => objects.readFirstBytes(open, range));
}

/** The whole of an object, for files whose size the upload's address bound; null when there is none. */
export function readObject(place: objects.ObjectPlace): Promise<Uint8Array | null> {
  return answered((open) => objects.readObject(open, place));
}

/** Removes an object; one that is not there counts as removed. */
export function removeObject(place: objects.ObjectPlace): Promise<void> {
  return answered((open) => objects.removeObject(open, place));
}

async function answered<T>(ask: (open: StorageConnection) => Promise<T>): Promise<T> {
  if (isInTransaction() && env().NODE_ENV !== 'production') {
    throw new Error('the file store is asked while a transaction is open: a store that hangs would hold its locks; ask in `prepare`, or after commit');
  }
  try {
    return await ask(connection());
  } catch (error) {
    logger.error({ err: error }, 'the file store does not answer');
    throw new StoreAway(error);
  }
}

function connection(): StorageConnection {
  current ??= connectStorage(storageOf(env()));
  return current;
}
