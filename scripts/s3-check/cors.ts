import { GetBucketCorsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { presignPut } from '@/lib/platform/storage/presign';
import { accepted, holds, NotOffered, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send, sendTo } from '@/scripts/s3-check/raw';
import { appOrigin } from '@/scripts/s3-check/target';

const foreign = 'https://evil.test';

async function offered({ client, bucket }: Context): Promise<void> {
  try {
    await client.send(new GetBucketCorsCommand({ Bucket: bucket }));
  } catch (error) {
    throw new NotOffered(`CORS rules of a bucket: ${error instanceof Error ? error.name : ''}`);
  }
}

async function preflight(context: Context, asked: { origin: string; method?: string; headers?: string }) {
  await offered(context);
  return send({
    endpoint: context.settings.endpoint,
    method: 'OPTIONS',
    path: `/${context.bucket}/cors/x`,
    headers: {
      origin: asked.origin,
      'access-control-request-method': asked.method ?? 'PUT',
      'access-control-request-headers': asked.headers ?? 'content-type,if-none-match',
    },
  });
}

async function readPublic(context: Context, origin?: string) {
  await offered(context);
  const { client, bucket, settings } = context;
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'public/cors', Body: 'text' }));
  const headers: Record<string, string> = origin === undefined ? {} : { origin };
  return send({ endpoint: settings.endpoint, method: 'GET', path: `/${bucket}/public/cors`, headers });
}

async function refusedPreflight(context: Context, asked: Parameters<typeof preflight>[1]): Promise<void> {
  const { headers, status } = await preflight(context, asked);
  same([status, headers['access-control-allow-origin'] ?? null], [403, null], 'answer');
}

export const cors: Group = {
  theme: 'Other origins',
  checks: {
    'a browser on the address of the application may upload': async (context) => {
      const { status, headers } = await preflight(context, { origin: appOrigin });
      accepted({ status, headers, body: Buffer.alloc(0) });
      same(headers['access-control-allow-origin'], appOrigin, 'origin');
      holds(String(headers['access-control-allow-methods']).includes('PUT'), 'PUT is not allowed');
      const allowed = String(headers['access-control-allow-headers']).toLowerCase();
      holds(allowed.includes('content-type') && allowed.includes('if-none-match'), `headers: ${allowed}`);
    },
    'another origin may not': async (context) => refusedPreflight(context, { origin: foreign }),
    'the null origin may not': async (context) => refusedPreflight(context, { origin: 'null' }),
    'an origin that only starts alike may not': async (context) =>
      refusedPreflight(context, { origin: `${appOrigin}.evil.test` }),
    'another method may not': async (context) =>
      refusedPreflight(context, { origin: appOrigin, method: 'DELETE' }),
    'another header may not': async (context) =>
      refusedPreflight(context, { origin: appOrigin, headers: 'content-type,x-amz-acl' }),
    'the application reads the ETag of what it may read': async (context) => {
      const { headers } = await readPublic(context, appOrigin);
      same(headers['access-control-allow-origin'], appOrigin, 'origin');
      holds(/etag/i.test(String(headers['access-control-expose-headers'])), 'ETag is not exposed');
      holds(
        /origin/i.test(String(headers.vary)),
        'caches are not told that the answer depends on the origin',
      );
    },
    'another origin gets no CORS header': async (context) => {
      const { headers } = await readPublic(context, foreign);
      same(headers['access-control-allow-origin'] ?? null, null, 'origin');
    },
    'no origin, no CORS header': async (context) => {
      const { headers } = await readPublic(context);
      same(headers['access-control-allow-origin'] ?? null, null, 'origin');
    },
    'a refused upload is still readable to the application as refused': async (context) => {
      await offered(context);
      const { connection, bucket } = context;
      const grant = {
        bucket,
        key: 'cors/again',
        contentType: 'text/plain',
        contentLength: 4,
        expiresInSeconds: 60,
      };
      const { url, headers } = await presignPut(connection, grant);
      const put = () => sendTo(url, 'PUT', { headers: { ...headers, origin: appOrigin }, body: 'text' });
      accepted(await put());
      const again = await put();
      same([again.status, again.headers['access-control-allow-origin']], [412, appOrigin], 'answer');
    },
  },
};
