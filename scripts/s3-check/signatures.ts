import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { headObject } from '@/lib/platform/storage/objects';
import { accepted, NotOffered, refused, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send, signed, type SigningChoices } from '@/scripts/s3-check/raw';
import { signedChunks } from '@/scripts/s3-check/signed-chunks';

const quarterHour = 15 * 60 * 1000;

function list(context: Context, choices: SigningChoices = {}) {
  const command = new ListObjectsV2Command({ Bucket: context.bucket });
  return signed(context.settings, (client) => client.send(command), choices);
}

function put(context: Context, key: string, body: string, more: { ContentMD5?: string } = {}) {
  const command = new PutObjectCommand({
    Bucket: context.bucket,
    Key: key,
    Body: body,
    Metadata: { author: 'grace' },
    ...more,
  });
  return signed(context.settings, (client) => client.send(command));
}

async function leavesNothing(context: Context, key: string): Promise<void> {
  same(await headObject(context.connection, { bucket: context.bucket, key }), null, 'what is stored');
}

export const signatures: Group = {
  theme: 'Signatures in the Authorization header',
  checks: {
    'a request signed as it should be is accepted': async (context) =>
      accepted(await send(await list(context))),
    'a wrong secret is refused': async (context) =>
      refused(await send(await list(context, { secretKey: 'not-the-secret' })), 403, 'SignatureDoesNotMatch'),
    'an unknown access key is refused': async (context) =>
      refused(await send(await list(context, { accessKey: 'NOBODY' })), 403, 'InvalidAccessKeyId'),
    'a tampered signature is refused': async (context) => {
      const request = await list(context);
      const authorization = (request.headers.authorization ?? '').replace(/.$/, (c) =>
        c === '0' ? '1' : '0',
      );
      refused(
        await send({ ...request, headers: { ...request.headers, authorization } }),
        403,
        'SignatureDoesNotMatch',
      );
    },
    'a signed header that was changed is refused': async (context) => {
      const request = await put(context, 'sig/changed', 'text');
      const headers = { ...request.headers, 'x-amz-meta-author': 'mallory' };
      refused(await send({ ...request, headers, body: 'text' }), 403, 'SignatureDoesNotMatch');
      await leavesNothing(context, 'sig/changed');
    },
    'a signed header that was left out is refused': async (context) => {
      const request = await put(context, 'sig/left-out', 'text');
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([n]) => n !== 'x-amz-meta-author'),
      );
      refused(await send({ ...request, headers, body: 'text' }), 403);
    },
    'an x-amz-meta header added without being signed is refused': async (context) => {
      const request = await put(context, 'sig/added', 'text');
      const headers = { ...request.headers, 'x-amz-meta-extra': 'added' };
      refused(await send({ ...request, headers, body: 'text' }), 403);
      await leavesNothing(context, 'sig/added');
    },
    'a signature for one method does not serve another': async (context) =>
      refused(await send({ ...(await list(context)), method: 'DELETE' }), 403, 'SignatureDoesNotMatch'),
    'a signature for one key does not serve another': async (context) => {
      const request = await put(context, 'sig/one', 'text');
      const path = request.path.replace('sig/one', 'sig/two');
      refused(await send({ ...request, path, body: 'text' }), 403, 'SignatureDoesNotMatch');
      await leavesNothing(context, 'sig/two');
    },
    'an added query parameter is refused': async (context) => {
      const request = await list(context);
      refused(await send({ ...request, path: `${request.path}&prefix=x` }), 403, 'SignatureDoesNotMatch');
    },
    'a body other than the signed one is refused and leaves nothing': async (context) => {
      const request = await put(context, 'sig/body', 'text');
      refused(await send({ ...request, body: 'TEXT' }), 400, 'XAmzContentSHA256Mismatch');
      await leavesNothing(context, 'sig/body');
    },
    'a clock more than 15 minutes behind is refused': async (context) => {
      const clockOffsetMs = -quarterHour - 60_000;
      refused(await send(await list(context, { clockOffsetMs })), 403, 'RequestTimeTooSkewed');
    },
    'a clock more than 15 minutes ahead is refused': async (context) => {
      const clockOffsetMs = quarterHour + 60_000;
      refused(await send(await list(context, { clockOffsetMs })), 403, 'RequestTimeTooSkewed');
    },
    'a signature for another region is refused': async (context) => {
      const answer = await send(await list(context, { region: 'af-south-1' }));
      if (answer.status === 200) throw new NotOffered('this store accepts any region');
      refused(answer, 400, 'AuthorizationHeaderMalformed');
    },
    'a request without x-amz-content-sha256 is refused': async (context) => {
      const { headers, ...rest } = await list(context);
      const without = Object.fromEntries(
        Object.entries(headers).filter(([n]) => n !== 'x-amz-content-sha256'),
      );
      const answer = await send({ ...rest, headers: without });
      if (answer.status !== 400) refused(answer, 403);
    },
    'a wrong Content-MD5 is refused and leaves nothing': async (context) => {
      const request = await put(context, 'sig/md5', 'text', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' });
      refused(await send({ ...request, body: 'text' }), 400, 'BadDigest');
      await leavesNothing(context, 'sig/md5');
    },
    'a malformed Content-MD5 is refused': async (context) => {
      const request = await put(context, 'sig/md5', 'text', { ContentMD5: 'nonsense' });
      refused(await send({ ...request, body: 'text' }), 400, 'InvalidDigest');
    },
    'a body signed chunk by chunk is accepted': async (context) => {
      const request = signedChunks(context, 'sig/chunks', ['a'.repeat(70_000), 'b'.repeat(10)]);
      accepted(await send(request));
      const stored = await headObject(context.connection, { bucket: context.bucket, key: 'sig/chunks' });
      same(stored?.contentLength, 70_010, 'stored size');
    },
    'a chunk other than the signed one is refused and leaves nothing': async (context) => {
      const request = signedChunks(context, 'sig/bad-chunk', ['a'.repeat(70_000), 'b'.repeat(10)]);
      const body = request.body.toString('latin1').replace('bbb', 'bxb');
      // Ceph names the same refusal differently.
      const answer = await send({ ...request, body });
      if (answer.status === 400) refused(answer, 400, 'XAmzContentSHA256Mismatch');
      else refused(answer, 403, 'SignatureDoesNotMatch');
      await leavesNothing(context, 'sig/bad-chunk');
    },
    'a stream of unknown checksum is checked by the one that follows it': async (context) => {
      const { settings, bucket } = context;
      const client = new S3Client({
        endpoint: settings.endpoint,
        region: settings.region,
        credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
        forcePathStyle: true,
        maxAttempts: 1,
        requestChecksumCalculation: 'WHEN_SUPPORTED',
      });
      const Body = Readable.from([Buffer.from('one '), Buffer.from('two')]);
      const write = new PutObjectCommand({ Bucket: bucket, Key: 'sig/trailer', Body, ContentLength: 7 });
      await client.send(write).catch((error: unknown) => {
        throw new NotOffered(`trailing checksums: ${error instanceof Error ? error.name : ''}`);
      });
      const { Body: stored } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: 'sig/trailer' }),
      );
      same(await stored?.transformToString(), 'one two', 'stored text');
    },
  },
};
