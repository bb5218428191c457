import { PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { headObject } from '@/lib/platform/storage/objects';
import { presignGet, presignPut } from '@/lib/platform/storage/presign';
import {
  accepted,
  holds,
  NotOffered,
  refused,
  same,
  type Context,
  type Group,
} from '@/scripts/s3-check/check';
import { sendTo } from '@/scripts/s3-check/raw';

const body = 'the bytes of a photo';

async function grant({ connection, bucket }: Context, key: string) {
  const contentLength = body.length;
  return presignPut(connection, {
    bucket,
    key,
    contentType: 'image/png',
    contentLength,
    expiresInSeconds: 60,
  });
}

async function uploaded(context: Context, key: string): Promise<void> {
  const { url, headers } = await grant(context, key);
  accepted(await sendTo(url, 'PUT', { headers, body }));
}

async function readAddress(
  { connection, bucket }: Context,
  key: string,
  downloadName?: string,
): Promise<string> {
  return presignGet(connection, { bucket, key, expiresInSeconds: 60, downloadName });
}

async function stays(context: Context, key: string): Promise<void> {
  same(await headObject(context.connection, { bucket: context.bucket, key }), null, 'what is stored');
}

/** A PUT that differs from what was granted, sent to a fresh address: it must be refused and leave nothing. */
function tamperedPut(
  name: string,
  tamper: (put: { url: string; headers: Record<string, string>; body: string }) => Partial<{
    url: string;
    headers: Record<string, string>;
    body: string;
  }>,
  statuses: number[] = [403],
) {
  return async (context: Context): Promise<void> => {
    const key = `presigned/${name}`;
    const { url, headers } = await grant(context, key);
    const original = { url, headers, body };
    const { url: address, ...rest } = { ...original, ...tamper(original) };
    const answer = await sendTo(address, 'PUT', rest);
    holds(statuses.includes(answer.status), `expected ${statuses.join(' or ')}, got ${answer.status}`);
    await stays(context, key);
    await stays(context, `${key}-elsewhere`);
  };
}

export const presigned: Group = {
  theme: 'Presigned addresses',
  checks: {
    'a PUT as granted is stored with its type': async (context) => {
      await uploaded(context, 'presigned/as-granted');
      const stored = await headObject(context.connection, {
        bucket: context.bucket,
        key: 'presigned/as-granted',
      });
      same([stored?.contentLength, stored?.contentType], [body.length, 'image/png'], 'stored');
    },
    'a granted PUT sent again is refused: nothing is overwritten': async (context) => {
      const { url, headers } = await grant(context, 'presigned/again');
      accepted(await sendTo(url, 'PUT', { headers, body }));
      refused(await sendTo(url, 'PUT', { headers, body: 'other bytes, as long' }), 412, 'PreconditionFailed');
      const { body: stored } = await sendTo(await readAddress(context, 'presigned/again'), 'GET');
      same(stored.toString(), body, 'stored bytes');
    },
    'of ten simultaneous PUTs to one address exactly one succeeds': async (context) => {
      const { url, headers } = await grant(context, 'presigned/race');
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => sendTo(url, 'PUT', { headers, body })),
      );
      const statuses = answers.map((answer) => answer.status);
      same(statuses.filter((status) => status === 200).length, 1, 'successes');
      const others = statuses.filter((status) => status !== 200);
      holds(
        others.every((status) => status === 412 || status === 409),
        `others got ${others.join(' ')}`,
      );
    },
    'another content type is refused': tamperedPut('type', ({ headers }) => ({
      headers: { ...headers, 'content-type': 'text/html' },
    })),
    'a longer body is refused': tamperedPut('longer', () => ({ body: `${body} and more` })),
    'a shorter body is refused': tamperedPut('shorter', () => ({ body: 'short' })),
    'leaving out if-none-match is refused': tamperedPut('overwrite', ({ headers }) => ({
      headers: { 'content-type': headers['content-type'] ?? '' },
    })),
    'another key is refused': tamperedPut('key', ({ url }) => ({
      url: url.replace('presigned/key', 'presigned/key-elsewhere'),
    })),
    'a key reached by ../ is refused': tamperedPut(
      'dots',
      ({ url }) => ({
        url: url.replace('presigned/dots', 'presigned/x/../dots'),
      }),
      [400, 403],
    ),
    'a changed signature is refused': tamperedPut('signature', ({ url }) => ({
      url: url.replace(/(X-Amz-Signature=.)./, (whole, start: string) =>
        whole.endsWith('0') ? `${start}1` : `${start}0`,
      ),
    })),
    'a prolonged expiry is refused': tamperedPut('prolonged', ({ url }) => ({
      url: url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'),
    })),
    'an expiry of more than seven days is refused': tamperedPut(
      'week',
      ({ url }) => ({
        url: url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'),
      }),
      [400, 403],
    ),
    'a shortened list of signed headers is refused': tamperedPut('fewer', ({ url }) => ({
      url: url.replace('content-type%3B', ''),
    })),
    'an added x-amz-meta header is refused': tamperedPut('meta', ({ headers }) => ({
      headers: { ...headers, 'x-amz-meta-extra': 'added' },
    })),
    'an added x-amz-acl header is refused': tamperedPut('acl', ({ headers }) => ({
      headers: { ...headers, 'x-amz-acl': 'public-read' },
    })),
    'an expired address is refused': async ({ connection, bucket }) => {
      const command = new PutObjectCommand({ Bucket: bucket, Key: 'presigned/expired' });
      const signingDate = new Date(Date.now() - 120_000);
      const url = await getSignedUrl(connection.signer, command, { expiresIn: 60, signingDate });
      refused(await sendTo(url, 'PUT', { body }), 403, 'AccessDenied', 'ExpiredToken');
    },
    'an address signed for the far future is refused': async ({ connection, bucket }) => {
      const command = new PutObjectCommand({ Bucket: bucket, Key: 'presigned/future' });
      const signingDate = new Date(Date.now() + 60 * 60_000);
      const url = await getSignedUrl(connection.signer, command, { expiresIn: 60, signingDate });
      const answer = await sendTo(url, 'PUT', { body });
      if (answer.status === 200)
        throw new NotOffered('an address may be used before the time it was signed for');
      refused(answer, 403);
    },
    'an address for PUT serves neither GET nor DELETE': async (context) => {
      await uploaded(context, 'presigned/method');
      const { url } = await grant(context, 'presigned/method');
      refused(await sendTo(url, 'GET'), 403);
      refused(await sendTo(url, 'DELETE'), 403);
    },
    'an address for GET reads its object and no other, and does not write': async (context) => {
      await uploaded(context, 'presigned/read');
      const url = await readAddress(context, 'presigned/read');
      same((await sendTo(url, 'GET')).body.toString(), body, 'body');
      refused(await sendTo(url.replace('presigned/read', 'presigned/as-granted'), 'GET'), 403);
      refused(await sendTo(url, 'PUT', { body }), 403);
    },
    'a download carries the file name asked for, and a changed name is refused': async (context) => {
      await uploaded(context, 'presigned/download');
      const url = await readAddress(context, 'presigned/download', 'Yorùbá.png');
      const { headers } = await sendTo(url, 'GET');
      const expected = `attachment; filename="Yoruba.png"; filename*=UTF-8''Yor%C3%B9b%C3%A1.png`;
      same(headers['content-disposition'], expected, 'content-disposition');
      refused(await sendTo(url.replace('attachment', 'inline'), 'GET'), 403, 'SignatureDoesNotMatch');
    },
    'what is read cannot run as a page on the address of the store': async (context) => {
      await uploaded(context, 'presigned/headers');
      const { headers } = await sendTo(await readAddress(context, 'presigned/headers'), 'GET');
      const policy = String(headers['content-security-policy'] ?? '');
      const safe = headers['x-content-type-options'] === 'nosniff' && policy.includes('sandbox');
      if (!safe && !context.embedded)
        throw new NotOffered('no nosniff and sandbox headers: add them at the proxy before the store');
      holds(safe, 'nosniff and sandbox headers are missing');
    },
  },
};
