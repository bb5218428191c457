import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmbedded, type EmbeddedStore } from '@/scripts/s3-check/embedded';

// SIGKILL ends the process, not the machine: this shows that no half-written object can be seen and that nothing
// acknowledged is lost with the process. That syncing also survives a power cut it cannot show.
const keys = { accessKey: 'crash-test', secretKey: 'secret-of-the-crash-test' };
const Bucket = 'crash-test';
const writers = 6;

let dataDir: string;
let store: EmbeddedStore;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'object-store-crash-'));
  store = await startEmbedded({ dataDir, ...keys });
});

afterEach(async () => {
  await store.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function client(): S3Client {
  return new S3Client({
    endpoint: store.url,
    region: 'us-east-1',
    credentials: { accessKeyId: keys.accessKey, secretAccessKey: keys.secretKey },
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** The body belonging to a key: of a size between 0 and 2 MB that is never a multiple of a disk block. */
function bodyOf(key: string): Buffer {
  const seed = createHash('sha256').update(key).digest();
  return Buffer.alloc((seed.readUInt32BE() % 2_000_000) | 1, seed);
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');

async function writeUntilKilled(s3: S3Client, name: string, acknowledged: string[]): Promise<void> {
  for (let number = 0; ; number += 1) {
    const Key = `${name}/${number}`;
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: bodyOf(Key) }));
    } catch {
      return;
    }
    acknowledged.push(Key);
  }
}

async function listed(s3: S3Client): Promise<string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page: { Contents?: { Key?: string }[]; NextContinuationToken?: string } = await s3.send(
      new ListObjectsV2Command({ Bucket, ContinuationToken: token }),
    );
    found.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return found;
}

it('killed while objects are being written, it comes back with every acknowledged one whole and no part of another', async () => {
  await client().send(new CreateBucketCommand({ Bucket }));
  const acknowledged: string[] = [];
  let interrupted = 0;
  for (let round = 0; round < 4; round += 1) {
    const s3 = client();
    const before = acknowledged.length;
    const names = Array.from({ length: writers }, (_, writer) => `round-${round}/writer-${writer}`);
    const writing = names.map((name) => writeUntilKilled(s3, name, acknowledged));
    await expect.poll(() => acknowledged.length).toBeGreaterThan(before);
    await pause(300 + 150 * round);
    interrupted += (await readdir(join(dataDir, 'objects', '.temporary'))).length;
    await store.kill();
    await Promise.all(writing);
    expect(acknowledged.length).toBeGreaterThan(before);
    store = await startEmbedded({ dataDir, ...keys });
  }

  const s3 = client();
  const present = await listed(s3);
  expect(acknowledged.filter((key) => !present.includes(key))).toEqual([]);
  const damaged: string[] = [];
  for (const Key of present) {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const expected = md5(bodyOf(Key));
    if (md5(bytes) !== expected || ETag !== `"${expected}"`) damaged.push(Key);
  }
  expect(damaged).toEqual([]);
  expect(await readdir(join(dataDir, 'objects', '.temporary'))).toEqual([]);
  // Otherwise the kills met an idle store, and the test has shown nothing.
  expect(interrupted).toBeGreaterThan(0);
}, 300_000);
