import { createHash } from 'node:crypto';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { headObject, readFirstBytes, removeObject } from '@/lib/platform/storage/objects';
import { holds, refused, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send, signed } from '@/scripts/s3-check/raw';

const kept = {
  ContentType: 'application/pdf',
  ContentDisposition: 'attachment; filename="notes.pdf"',
  CacheControl: 'private, max-age=60',
  Metadata: { subject: 'mathematics' },
};

async function put({ client, bucket }: Context, key: string, body: string, more: object = {}) {
  return client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentLength: Buffer.byteLength(body),
      ...more,
    }),
  );
}

async function text({ client, bucket }: Context, key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Body?.transformToString();
}

function keptOf(headers: {
  ContentType?: string;
  Metadata?: object;
  ContentDisposition?: string;
  CacheControl?: string;
}) {
  const { ContentType, ContentDisposition, CacheControl, Metadata } = headers;
  return { ContentType, ContentDisposition, CacheControl, Metadata };
}

export const objects: Group = {
  theme: 'Buckets and objects',
  checks: {
    'the bucket is listed, found and located': async ({ client, bucket }) => {
      const { Buckets = [] } = await client.send(new ListBucketsCommand());
      holds(
        Buckets.some(({ Name }) => Name === bucket),
        'the bucket is not listed',
      );
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
      await client.send(new GetBucketLocationCommand({ Bucket: bucket }));
    },
    'a bucket can be made, is refused while not empty, and removed': async ({ client, bucket }) => {
      const Bucket = `${bucket}-second`;
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' }));
      const refusal = await client.send(new DeleteBucketCommand({ Bucket })).catch((error: Error) => error);
      await client.send(new DeleteObjectCommand({ Bucket, Key: 'x' }));
      await client.send(new DeleteBucketCommand({ Bucket }));
      same(refusal instanceof Error && refusal.name, 'BucketNotEmpty', 'refusal');
    },
    'what is written is read back whole, with the MD5 as ETag': async (context) => {
      const body = 'Ẹ káàárọ̀ '.repeat(5000);
      const { ETag } = await put(context, 'objects/whole', body);
      same(await text(context, 'objects/whole'), body, 'body');
      same(ETag, `"${createHash('md5').update(body).digest('hex')}"`, 'ETag');
    },
    'type, disposition, cache rule and metadata are kept for GET and HEAD': async (context) => {
      await put(context, 'objects/kept', 'text', kept);
      const place = { Bucket: context.bucket, Key: 'objects/kept' };
      same(keptOf(await context.client.send(new HeadObjectCommand(place))), kept, 'HEAD');
      const got = await context.client.send(new GetObjectCommand(place));
      await got.Body?.transformToString();
      same(keptOf(got), kept, 'GET');
    },
    'writing again replaces body and headers': async (context) => {
      await put(context, 'objects/replaced', 'first', kept);
      await put(context, 'objects/replaced', 'second', { ContentType: 'text/plain' });
      const got = await context.client.send(
        new GetObjectCommand({ Bucket: context.bucket, Key: 'objects/replaced' }),
      );
      same(
        [await got.Body?.transformToString(), got.ContentType, got.CacheControl ?? null],
        ['second', 'text/plain', null],
        'object',
      );
    },
    'an object of no bytes is an object': async (context) => {
      await put(context, 'objects/empty', '');
      same(await text(context, 'objects/empty'), '', 'body');
      const stored = await headObject(context.connection, { bucket: context.bucket, key: 'objects/empty' });
      same(stored?.etag, 'd41d8cd98f00b204e9800998ecf8427e', 'ETag');
    },
    'the first bytes of long, short and empty objects are read': async (context) => {
      await put(context, 'objects/long', 'abcdefghij');
      await put(context, 'objects/none', '');
      const read = async (key: string, length: number) =>
        Buffer.from(
          await readFirstBytes(context.connection, { bucket: context.bucket, key, length }),
        ).toString();
      const all = [
        await read('objects/long', 4),
        await read('objects/long', 99),
        await read('objects/none', 4),
      ];
      same(all, ['abcd', 'abcdefghij', ''], 'first bytes');
    },
    'a removed object is gone, and removing it again is no error': async (context) => {
      const place = { bucket: context.bucket, key: 'objects/removed' };
      await put(context, place.key, 'text');
      await removeObject(context.connection, place);
      await removeObject(context.connection, place);
      same(await headObject(context.connection, place), null, 'object');
    },
    'several objects are removed in one request': async (context) => {
      const keys = ['objects/several/a', 'objects/several/<b> & "c"'];
      for (const key of keys) await put(context, key, 'text');
      const Objects = keys.map((Key) => ({ Key }));
      const { Deleted = [] } = await context.client.send(
        new DeleteObjectsCommand({ Bucket: context.bucket, Delete: { Objects } }),
      );
      same(Deleted.map(({ Key }) => Key).sort(), keys.toSorted(), 'deleted');
      for (const key of keys)
        same(await headObject(context.connection, { bucket: context.bucket, key }), null, key);
    },
    'a copy keeps body and headers, or takes new ones when asked': async (context) => {
      const { client, bucket: Bucket } = context;
      await put(context, 'objects/ọ̀rọ̀ source', 'text', kept);
      const CopySource = encodeURI(`${Bucket}/objects/ọ̀rọ̀ source`);
      await client.send(new CopyObjectCommand({ Bucket, Key: 'objects/copy', CopySource }));
      same(keptOf(await client.send(new HeadObjectCommand({ Bucket, Key: 'objects/copy' }))), kept, 'copy');
      const replace = { MetadataDirective: 'REPLACE', ContentType: 'text/plain' } as const;
      await client.send(new CopyObjectCommand({ Bucket, Key: 'objects/copy', CopySource, ...replace }));
      same(
        (await client.send(new HeadObjectCommand({ Bucket, Key: 'objects/copy' }))).ContentType,
        'text/plain',
        'type',
      );
      same(await text(context, 'objects/copy'), 'text', 'body');
    },
    'a missing key and a missing bucket are named as such': async ({ settings, bucket }) => {
      const get = (Bucket: string) =>
        signed(settings, (client) => client.send(new GetObjectCommand({ Bucket, Key: 'objects/missing' })));
      refused(await send(await get(bucket)), 404, 'NoSuchKey');
      refused(await send(await get(`${bucket}-missing`)), 404, 'NoSuchBucket');
    },
    'a method that means nothing for an object is refused': async ({ settings, bucket }) => {
      const answer = await send({ endpoint: settings.endpoint, method: 'PATCH', path: `/${bucket}/x` });
      holds([400, 403, 405, 501].includes(answer.status), `got ${answer.status}`);
    },
    'removing a setting that may not exist here never removes the bucket': async ({ client, bucket }) => {
      const Bucket = `${bucket}-settings`;
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new DeleteBucketLifecycleCommand({ Bucket })).catch(() => undefined);
      await client.send(new HeadBucketCommand({ Bucket }));
      await client.send(new DeleteBucketCommand({ Bucket }));
    },
  },
};
