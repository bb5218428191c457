import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { accepted, NotOffered, refused, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send, signed, type Answer } from '@/scripts/s3-check/raw';

const ten = '0123456789';

type GetChoices = { Range?: string; IfMatch?: string; IfNoneMatch?: string; IfModifiedSince?: Date };

async function stored({ client, bucket }: Context, key: string, body = ten): Promise<string> {
  const ContentLength = Buffer.byteLength(body);
  const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength });
  const { ETag = '' } = await client.send(command);
  return ETag;
}

async function get(
  { settings, bucket }: Context,
  key: string,
  choices: GetChoices,
  method = 'GET',
): Promise<Answer> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...choices });
  return send({ ...(await signed(settings, (client) => client.send(command))), method });
}

async function range(context: Context, wanted: string): Promise<[number, string, unknown]> {
  const { status, body, headers } = await get(context, 'conditions/ten', { Range: wanted });
  return [status, body.toString(), headers['content-range'] ?? null];
}

export const conditions: Group = {
  theme: 'Ranges and conditions',
  checks: {
    'ranges from the start, the middle, the end and past the end': async (context) => {
      await stored(context, 'conditions/ten');
      same(await range(context, 'bytes=0-0'), [206, '0', 'bytes 0-0/10'], 'first byte');
      same(await range(context, 'bytes=3-5'), [206, '345', 'bytes 3-5/10'], 'middle');
      same(await range(context, 'bytes=7-'), [206, '789', 'bytes 7-9/10'], 'open end');
      same(await range(context, 'bytes=-3'), [206, '789', 'bytes 7-9/10'], 'last three');
      same(await range(context, 'bytes=-99'), [206, ten, 'bytes 0-9/10'], 'more than all from the end');
      same(await range(context, 'bytes=8-99'), [206, '89', 'bytes 8-9/10'], 'past the end');
    },
    'a range that starts after the end is refused': async (context) => {
      await stored(context, 'conditions/ten');
      refused(await get(context, 'conditions/ten', { Range: 'bytes=10-' }), 416, 'InvalidRange');
    },
    'a range of the last zero bytes is refused': async (context) => {
      await stored(context, 'conditions/ten');
      const answer = await get(context, 'conditions/ten', { Range: 'bytes=-0' });
      if (answer.status === 206) throw new NotOffered('this store answers 206');
      refused(answer, 416, 'InvalidRange');
    },
    'a range of an empty object is refused': async (context) => {
      await stored(context, 'conditions/empty', '');
      refused(await get(context, 'conditions/empty', { Range: 'bytes=0-3' }), 416, 'InvalidRange');
    },
    'a range that is not understood gives the whole': async (context) => {
      await stored(context, 'conditions/ten');
      same((await range(context, 'pages=1-2')).slice(0, 2), [200, ten], 'answer');
    },
    'If-Match reads this version and refuses another': async (context) => {
      const IfMatch = await stored(context, 'conditions/match');
      accepted(await get(context, 'conditions/match', { IfMatch }));
      await stored(context, 'conditions/match', 'another version');
      refused(await get(context, 'conditions/match', { IfMatch }), 412, 'PreconditionFailed');
    },
    'If-None-Match spares sending what the reader has': async (context) => {
      const IfNoneMatch = await stored(context, 'conditions/none');
      const answer = await get(context, 'conditions/none', { IfNoneMatch });
      same([answer.status, answer.body.length], [304, 0], 'answer');
      accepted(await get(context, 'conditions/none', { IfNoneMatch: '"another"' }));
    },
    'If-Modified-Since spares sending what is not newer': async (context) => {
      await stored(context, 'conditions/since');
      const [hourAgo, soon] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 1_000)];
      accepted(await get(context, 'conditions/since', { IfModifiedSince: hourAgo }));
      const current = await get(context, 'conditions/since', { IfModifiedSince: soon });
      same(current.status, 304, 'status');
    },
    'If-None-Match: * writes only what is not there': async ({ settings, bucket }) => {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: 'conditions/once',
        Body: ten,
        IfNoneMatch: '*',
      });
      const write = await signed(settings, (client) => client.send(command));
      accepted(await send({ ...write, body: ten }));
      refused(await send({ ...write, body: ten }), 412, 'PreconditionFailed');
    },
  },
};
