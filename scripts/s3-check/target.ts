import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { connectStorage, type StorageSettings } from '@/lib/platform/storage/connect';
import { ensureBuckets } from '@/lib/platform/storage/ensure';
import type { Context } from '@/scripts/s3-check/check';
import { startEmbedded, type EmbeddedStore } from '@/scripts/s3-check/embedded';

export const appOrigin = 'https://portal.school.test';

/** Connects to the store to check and makes a throw-away bucket there, set up as the application would. */
export async function openTarget(): Promise<Context> {
  const {
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_REGION,
  } = process.env;
  if (endpoint && (!accessKey || !secretKey))
    throw new Error('S3_ENDPOINT also needs S3_ACCESS_KEY and S3_SECRET_KEY');
  const region = S3_REGION ?? 'us-east-1';
  if (endpoint && accessKey && secretKey)
    return prepare(
      { endpoint, publicEndpoint: endpoint, region, accessKey, secretKey, appUrl: appOrigin },
      null,
    );
  const keys = { accessKey: 'checking', secretKey: randomBytes(24).toString('hex') };
  const dataDir = await mkdtemp(join(tmpdir(), 's3-check-'));
  const store = await startEmbedded({ dataDir, ...keys });
  const settings = {
    endpoint: store.url,
    publicEndpoint: store.url,
    region: 'us-east-1',
    appUrl: appOrigin,
    ...keys,
  };
  return prepare(settings, store);
}

/** Removes the bucket with all in it, and the embedded store when there is one. */
export async function closeTarget({ client, bucket, embedded }: Context): Promise<void> {
  await emptyBucket(client, bucket);
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  if (!embedded) return;
  await embedded.stop();
  await rm(embedded.dataDir, { recursive: true, force: true });
}

async function prepare(settings: StorageSettings, embedded: EmbeddedStore | null): Promise<Context> {
  const connection = connectStorage(settings);
  const bucket = `ths-check-${randomBytes(6).toString('hex')}`;
  const notes = await ensureBuckets(connection, [{ name: bucket, access: 'public-prefix' }]);
  for (const note of notes) console.log(`note: ${note}`);
  return { settings, connection, client: connection.internal, bucket, embedded };
}

async function emptyBucket(client: S3Client, bucket: string): Promise<void> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  for (const { Key, UploadId } of Uploads)
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  for (;;) {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    for (const { Key } of page.Contents ?? [])
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    if (!page.IsTruncated) return;
  }
}
