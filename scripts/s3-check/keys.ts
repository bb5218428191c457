import { readdir } from 'node:fs/promises';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { headObject } from '@/lib/platform/storage/objects';
import { holds, NotOffered, refused, same, type Context, type Group } from '@/scripts/s3-check/check';
import { sendTo } from '@/scripts/s3-check/raw';

async function addresses({ client, bucket }: Context, key: string) {
  const place = { Bucket: bucket, Key: key };
  return {
    put: await getSignedUrl(client, new PutObjectCommand(place), { expiresIn: 60 }),
    get: await getSignedUrl(client, new GetObjectCommand(place), { expiresIn: 60 }),
  };
}

/** Writes under the key and reads it back; a store may refuse the key cleanly, but never put it elsewhere. */
async function keptOrRefused(context: Context, key: string): Promise<'kept' | 'refused'> {
  const { put, get } = await addresses(context, key);
  const body = `body of ${key}`;
  const written = await sendTo(put, 'PUT', { body });
  holds(written.status < 500 || written.status === 501, `writing gave ${written.status}`);
  if (written.status !== 200) return 'refused';
  same((await sendTo(get, 'GET')).body.toString(), body, 'body');
  return 'kept';
}

async function kept(context: Context, ...keys: string[]): Promise<void> {
  for (const key of keys) same(await keptOrRefused(context, key), 'kept', key);
}

async function pathsElsewhere(dataDir: string): Promise<string[]> {
  const all = await readdir(dataDir, { recursive: true });
  const known =
    /^objects(\/\.temporary|\/[a-z0-9-]+(\/(bucket\.json|policy\.json|cors\.xml|uploads|objects(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?))?)?$/;
  return all.filter((path) => !known.test(path));
}

export const keys: Group = {
  theme: 'Awkward keys',
  checks: {
    'keys that look like ways out of the folder name objects, or are refused': async (context) => {
      const ways = [
        '../../etc/passwd',
        '..',
        '.',
        'a/../../b',
        '/etc/passwd',
        '..\\..\\x',
        'a//b',
        '....//x',
      ];
      for (const key of ways) await keptOrRefused(context, key);
      if (!context.embedded) return;
      same(await pathsElsewhere(context.embedded.dataDir), [], 'files elsewhere');
    },
    'percent-encoded dots are a name, not a direction': async (context) => {
      const { put } = await addresses(context, 'keys/x');
      const raw = put.replace('keys/x', '%2e%2e%2f%2e%2e%2fetc%2fpasswd');
      refused(await sendTo(raw, 'PUT', { body: 'x' }), 403);
      holds((await keptOrRefused(context, '%2e%2e%2fetc')) !== undefined, 'no answer');
    },
    'a path that leads out of the bucket is refused without a signature for it': async (context) => {
      const { get } = await addresses(context, 'keys/x');
      const answer = await sendTo(get.replace('keys/x', '../../../../etc/passwd'), 'GET');
      holds(answer.status >= 400 && answer.status < 500, `got ${answer.status}`);
      holds(!answer.body.toString().includes('root:'), 'a file of the system was read');
    },
    'a NUL in a key is refused or kept, never cut off': async (context) => {
      const outcome = await keptOrRefused(context, 'keys/photo.png\0.html');
      const cut = await headObject(context.connection, { bucket: context.bucket, key: 'keys/photo.png' });
      same([outcome !== undefined, cut], [true, null], 'outcome');
    },
    'a malformed percent sequence is refused': async (context) => {
      const { get } = await addresses(context, 'keys/x');
      const answer = await sendTo(get.replace('keys/x', 'keys/%E0%A4%A'), 'GET');
      holds(answer.status >= 400 && answer.status < 500, `got ${answer.status}`);
    },
    'Yorùbá, Hausa, Igbo and emoji keys are kept': async (context) =>
      kept(
        context,
        'keys/Ọmọ wa ń kàwé.pdf',
        'keys/ƙasa ɗaya.pdf',
        'keys/Ụlọ akwụkwọ.pdf',
        'keys/📚 ìwé.pdf',
      ),
    'composed and decomposed letters are different keys': async (context) => {
      await kept(context, 'keys/\u00e0'.normalize('NFC'), 'keys/\u00e0'.normalize('NFD'));
      const page = await context.client.send(
        new ListObjectsV2Command({ Bucket: context.bucket, Prefix: 'keys/à' }),
      );
      same(page.KeyCount, 1, 'keys with the composed letter');
    },
    'plus, space, percent and ampersand are told apart': async (context) =>
      kept(context, 'keys/a+b', 'keys/a b', 'keys/a%2Bb', 'keys/a&b=c?d#e', "keys/!'()*~"),
    'a key of 1024 bytes is kept, in ASCII and in accents': async (context) => {
      const ascii = await keptOrRefused(context, 'k'.repeat(1024));
      if (ascii === 'refused' && !context.embedded)
        throw new NotOffered('a name of 1024 bytes without a slash');
      same(ascii, 'kept', 'ASCII');
      await kept(context, 'ọ'.repeat(341) + 'k');
    },
    'a key of 1025 bytes is refused': async (context) => {
      const { put } = await addresses(context, 'k'.repeat(1025));
      refused(await sendTo(put, 'PUT', { body: 'x' }), 400, 'KeyTooLongError', 'InvalidObjectName');
    },
    'bucket names that are not names are refused': async (context) => {
      const { put } = await addresses(context, 'keys/x');
      for (const name of ['..', 'UPPER', '.temporary', 'a', 'x'.repeat(64)]) {
        const answer = await sendTo(put.replace(context.bucket, name), 'PUT', { body: 'x' });
        holds(answer.status >= 400 && answer.status < 500, `${name} gave ${answer.status}`);
      }
    },
  },
};
