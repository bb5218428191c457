import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { headObject } from '@/lib/platform/storage/objects';
import { holds, CannotTell, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send, sendTo } from '@/scripts/s3-check/raw';

const megabyte = 1024 * 1024;
const large = 20 * megabyte;

async function sendLarge({ client, bucket }: Context, key: string, path: string): Promise<void> {
  const Body = createReadStream(path);
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength: large }));
}

async function hashOf({ client, bucket }: Context, key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const hash = createHash('sha256');
  if (Body && Symbol.asyncIterator in Body) for await (const chunk of Body) hash.update(chunk);
  return hash.digest('hex');
}

async function residentMegabytes({ embedded }: Context): Promise<number> {
  const bytes = await embedded?.residentBytes();
  if (bytes === undefined || bytes === null)
    throw new CannotTell('the memory of this store cannot be seen from here');
  return Math.round(bytes / megabyte);
}

async function withLargeFile(task: (path: string, hash: string) => Promise<void>): Promise<void> {
  const path = join(tmpdir(), `s3-check-large-${process.pid}`);
  const bytes = Buffer.alloc(large, 'Ẹ̀kọ́ ni ìpìlẹ̀ ');
  await writeFile(path, bytes);
  try {
    await task(path, createHash('sha256').update(bytes).digest('hex'));
  } finally {
    await rm(path, { force: true });
  }
}

export const transfers: Group = {
  theme: 'Long and broken transfers',
  checks: {
    '20 MB are sent and read as streams, whole': async (context) =>
      withLargeFile(async (path, hash) => {
        await sendLarge(context, 'transfers/large', path);
        same(await hashOf(context, 'transfers/large'), hash, 'SHA-256');
      }),
    'eight such transfers at once leave the memory of the store flat': async (context) =>
      withLargeFile(async (path) => {
        const before = await residentMegabytes(context);
        let peak = before;
        const watch = setInterval(() => {
          void residentMegabytes(context).then((now) => (peak = Math.max(peak, now)));
        }, 50);
        const all = Array.from({ length: 8 }, async (_, number) => {
          await sendLarge(context, `transfers/large-${number}`, path);
          await hashOf(context, `transfers/large-${number}`);
        });
        await Promise.all(all).finally(() => clearInterval(watch));
        console.log(`          resident memory: ${before} MB before, ${peak} MB at most`);
        holds(peak - before < 80, `160 MB in flight raised it from ${before} MB to ${peak} MB`);
      }),
    'a body that stops half-way leaves nothing': async (context) => {
      const { client, bucket, connection } = context;
      const command = new PutObjectCommand({ Bucket: bucket, Key: 'transfers/short' });
      const url = new URL(await getSignedUrl(client, command, { expiresIn: 60 }));
      const headers = { 'content-length': '1000000' };
      const half = {
        endpoint: url.origin,
        method: 'PUT',
        path: url.pathname + url.search,
        headers,
        body: 'half',
      };
      await send({ ...half, hangUp: true }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 300));
      same(await headObject(connection, { bucket, key: 'transfers/short' }), null, 'what is stored');
    },
    'a body that stops half-way leaves what was there before': async (context) => {
      const { client, bucket } = context;
      const command = new PutObjectCommand({ Bucket: bucket, Key: 'transfers/before' });
      const url = await getSignedUrl(client, command, { expiresIn: 60 });
      await sendTo(url, 'PUT', { body: 'the first version' });
      const { origin, pathname, search } = new URL(url);
      const headers = { 'content-length': '1000000' };
      const half = {
        endpoint: origin,
        method: 'PUT',
        path: pathname + search,
        headers,
        body: 'half',
        hangUp: true,
      };
      await send(half).catch(() => undefined);
      const read = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'transfers/before' }));
      same(await read.Body?.transformToString(), 'the first version', 'body');
    },
    'a PUT without a length is refused': async ({ client, bucket }) => {
      const command = new PutObjectCommand({ Bucket: bucket, Key: 'transfers/unknown' });
      const url = await getSignedUrl(client, command, { expiresIn: 60 });
      const { status } = await sendTo(url, 'PUT', { headers: { 'transfer-encoding': 'chunked' } });
      holds([400, 411, 501].includes(status), `got ${status}`);
    },
    'no temporary file outlives its request': async ({ embedded }) => {
      if (!embedded) throw new CannotTell('the files of this store cannot be seen from here');
      same(await readdir(join(embedded.dataDir, 'objects', '.temporary')), [], 'temporary files');
    },
  },
};
