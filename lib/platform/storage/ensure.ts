import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  HeadBucketCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { buckets, publicReadPolicy } from '@/lib/platform/storage/buckets';
import type { StorageConnection } from '@/lib/platform/storage/connect';

export interface WantedBucket {
  name: string;
  access: 'private' | 'public-prefix';
}

/** Creates what is missing and sets who may read and from where; safe to repeat. Returns notes for the operator. */
export async function ensureBuckets(
  connection: StorageConnection,
  wanted: readonly WantedBucket[] = Object.values(buckets),
): Promise<string[]> {
  const notes = await Promise.all(wanted.map((bucket) => ensureBucket(connection, bucket)));
  return notes.flat();
}

async function ensureBucket(
  connection: StorageConnection,
  { name, access }: WantedBucket,
): Promise<string[]> {
  await createUnlessThere(connection, name);
  const bucket = { Bucket: name };
  const policy =
    access === 'public-prefix'
      ? connection.internal.send(new PutBucketPolicyCommand({ ...bucket, Policy: publicReadPolicy(name) }))
      : connection.internal.send(new DeleteBucketPolicyCommand(bucket)).catch(unlessNoPolicy);
  await policy;
  return setCors(connection, name);
}

async function createUnlessThere({ internal }: StorageConnection, name: string): Promise<void> {
  try {
    await internal.send(new HeadBucketCommand({ Bucket: name }));
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    await internal.send(new CreateBucketCommand({ Bucket: name })).catch(unlessAlreadyOurs);
  }
}

async function setCors({ internal, appOrigin }: StorageConnection, name: string): Promise<string[]> {
  const rule = {
    AllowedOrigins: [appOrigin],
    AllowedMethods: ['PUT', 'GET', 'HEAD'],
    AllowedHeaders: ['content-type', 'if-none-match'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 600,
  };
  const command = new PutBucketCorsCommand({ Bucket: name, CORSConfiguration: { CORSRules: [rule] } });
  try {
    await internal.send(command);
    return [];
  } catch (error) {
    // MinIO's community edition has one CORS setting for the whole server and refuses this call.
    if (statusOf(error) !== 501) throw error;
    return [`${name}: this store does not take CORS rules; allow ${appOrigin} in its own settings`];
  }
}

function unlessAlreadyOurs(error: unknown): void {
  if (!(error instanceof S3ServiceException) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
}

function unlessNoPolicy(error: unknown): void {
  if (!(error instanceof S3ServiceException) || error.name !== 'NoSuchBucketPolicy') throw error;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
