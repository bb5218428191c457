import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { holds, same, type Context, type Group } from '@/scripts/s3-check/check';

async function put({ client, bucket }: Context, ...keys: string[]): Promise<void> {
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
}

interface Choices {
  Prefix: string;
  Delimiter?: string;
  StartAfter?: string;
  MaxKeys?: number;
}

/** Every entry of a listing, page after page, and how many pages it took. */
async function listAll({ client, bucket }: Context, choices: Choices) {
  const entries: string[] = [];
  let [pages, token]: [number, string | undefined] = [0, undefined];
  do {
    const command: ListObjectsV2Command = new ListObjectsV2Command({
      Bucket: bucket,
      ContinuationToken: token,
      ...choices,
    });
    const page = await client.send(command);
    entries.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    entries.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    token = page.NextContinuationToken;
    pages += 1;
    holds((token !== undefined) === (page.IsTruncated ?? false), 'a token and IsTruncated disagree');
  } while (token !== undefined && pages < 50);
  return { entries, pages };
}

export const listing: Group = {
  theme: 'Listing',
  checks: {
    'size, ETag and time of an object are listed': async (context) => {
      await put(context, 'list/one/x');
      const { Contents } = await context.client.send(
        new ListObjectsV2Command({ Bucket: context.bucket, Prefix: 'list/one/' }),
      );
      const [only, ...others] = Contents ?? [];
      same([only?.Key, only?.Size, others.length], ['list/one/x', 10, 0], 'entry');
      holds(/^"[0-9a-f]{32}"$/.test(only?.ETag ?? ''), 'no ETag');
      holds(Math.abs(Date.now() - (only?.LastModified?.getTime() ?? 0)) < 60_000, 'no time');
    },
    'keys come in the order of their bytes, also beyond the first plane': async (context) => {
      const keys = ['Z', 'a', 'a/', 'a0', 'z', 'à', 'ọ', '\uffa0', '📚'].map((name) => `list/order/${name}`);
      await put(context, ...keys.toReversed());
      same((await listAll(context, { Prefix: 'list/order/' })).entries, keys, 'order');
    },
    'pages give every key exactly once': async (context) => {
      const keys = Array.from({ length: 7 }, (_, number) => `list/pages/${number}`);
      await put(context, ...keys);
      const { entries, pages } = await listAll(context, { Prefix: 'list/pages/', MaxKeys: 2 });
      same([entries, pages], [keys, 4], 'pages');
    },
    'a delimiter folds what is below it, also across pages': async (context) => {
      await put(context, 'list/fold/a', 'list/fold/b/1', 'list/fold/b/2', 'list/fold/c/1', 'list/fold/d');
      const folded = ['list/fold/a', 'list/fold/b/', 'list/fold/c/', 'list/fold/d'];
      const choices = { Prefix: 'list/fold/', Delimiter: '/' };
      same((await listAll(context, choices)).entries.sort(), folded, 'one page');
      same((await listAll(context, { ...choices, MaxKeys: 1 })).entries, folded, 'pages of one');
    },
    'start-after leaves out what comes before it': async (context) => {
      await put(context, 'list/after/a', 'list/after/b', 'list/after/c');
      const { entries } = await listAll(context, { Prefix: 'list/after/', StartAfter: 'list/after/a' });
      same(entries, ['list/after/b', 'list/after/c'], 'entries');
    },
    'a removed object is no longer listed': async (context) => {
      await put(context, 'list/gone/a', 'list/gone/b');
      await context.client.send(new DeleteObjectCommand({ Bucket: context.bucket, Key: 'list/gone/a' }));
      same((await listAll(context, { Prefix: 'list/gone/' })).entries, ['list/gone/b'], 'entries');
    },
    'keys with characters of XML are listed as they are': async (context) => {
      const key = `list/xml/<b>&amp;"'\r\n]]>`;
      await put(context, key);
      same((await listAll(context, { Prefix: 'list/xml/' })).entries, [key], 'entries');
    },
    'asking for no keys gives none': async ({ client, bucket }) => {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 0 }));
      same([page.Contents ?? [], page.IsTruncated ?? false], [[], false], 'page');
    },
  },
};
