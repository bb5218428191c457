import { env } from '@/lib/platform/env';
import { connectStorage, type StorageConnection } from '@/lib/platform/storage/connect';
import * as ensure from '@/lib/platform/storage/ensure';
import * as objects from '@/lib/platform/storage/objects';
import * as presign from '@/lib/platform/storage/presign';

export { buckets, publicPrefix, type BucketName } from '@/lib/platform/storage/buckets';
export type { ObjectPlace, StoredObject } from '@/lib/platform/storage/objects';
export type { GetGrant, PresignedPut, PutGrant } from '@/lib/platform/storage/presign';

let current: StorageConnection | undefined;

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
  return objects.headObject(connection(), place);
}

/** The first bytes of an object, to recognise its type; fewer when the object is shorter. */
export function readFirstBytes(range: objects.ObjectPlace & { length: number }): Promise<Uint8Array> {
  return objects.readFirstBytes(connection(), range);
}

/** The whole of an object, for files whose size the upload's address bound; null when there is none. */
export function readObject(place: objects.ObjectPlace): Promise<Uint8Array | null> {
  return objects.readObject(connection(), place);
}

/** Removes an object; one that is not there counts as removed. */
export function removeObject(place: objects.ObjectPlace): Promise<void> {
  return objects.removeObject(connection(), place);
}

function connection(): StorageConnection {
  const settings = env();
  current ??= connectStorage({
    endpoint: settings.S3_ENDPOINT,
    publicEndpoint: settings.S3_PUBLIC_ENDPOINT,
    region: settings.S3_REGION,
    accessKey: settings.S3_ACCESS_KEY,
    secretKey: settings.S3_SECRET_KEY,
    appUrl: settings.APP_URL,
  });
  return current;
}
