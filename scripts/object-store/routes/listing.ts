import type { Bucket } from '@/scripts/object-store/bucket';
import { awsEncode } from '@/scripts/object-store/canonical';
import type { Call } from '@/scripts/object-store/call';
import { S3Error } from '@/scripts/object-store/errors';
import { branch, document, isXmlText, leaf } from '@/scripts/object-store/xml';

const mostKeys = 1000;
const readWidth = 16;

export async function listObjects(call: Call): Promise<void> {
  const { bucket } = call;
  const [prefix, delimiter, startAfter] = [
    listParameter(call, 'prefix'),
    listParameter(call, 'delimiter'),
    listParameter(call, 'start-after'),
  ];
  const token = call.target.query.get('continuation-token');
  const limit = call.count('max-keys', mostKeys);
  const after = token === undefined ? startAfter : readToken(token);
  const page = bucket.index.page({ prefix, delimiter, after, limit });
  const written = writer(call.parameter('encoding-type'));
  const next = Buffer.from(page.last).toString('base64url');
  call.sendXml(
    document('ListBucketResult', [
      leaf('Name', bucket.name),
      leaf('Prefix', written(prefix)),
      delimiter ? leaf('Delimiter', written(delimiter)) : undefined,
      startAfter ? leaf('StartAfter', written(startAfter)) : undefined,
      token === undefined ? undefined : leaf('ContinuationToken', token),
      page.truncated ? leaf('NextContinuationToken', next) : undefined,
      leaf('KeyCount', page.keys.length + page.prefixes.length),
      leaf('MaxKeys', limit),
      call.parameter('encoding-type') ? leaf('EncodingType', 'url') : undefined,
      leaf('IsTruncated', page.truncated),
      ...(await describeKeys(bucket, page.keys, written)),
      ...page.prefixes.map((shared) => branch('CommonPrefixes', [leaf('Prefix', written(shared))])),
    ]),
  );
}

async function describeKeys(
  bucket: Bucket,
  keys: string[],
  written: (key: string) => string,
): Promise<string[]> {
  const described: string[] = [];
  for (let start = 0; start < keys.length; start += readWidth) {
    const found = await Promise.all(keys.slice(start, start + readWidth).map((key) => bucket.stat(key)));
    for (const object of found) {
      // A key removed since the page was drawn up is no longer listed.
      if (!object) continue;
      const { key, modified, etag } = object.meta;
      described.push(
        branch('Contents', [
          leaf('Key', written(key)),
          leaf('LastModified', modified),
          leaf('ETag', `"${etag}"`),
          leaf('Size', object.size),
          leaf('StorageClass', 'STANDARD'),
        ]),
      );
    }
  }
  return described;
}

function listParameter(call: Call, name: string): string {
  const value = call.parameter(name);
  if (!isXmlText(value)) throw new S3Error('InvalidArgument', `${name} holds characters XML cannot carry.`);
  return value;
}

function readToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString('utf8');
  if (after === '' || Buffer.from(after).toString('base64url') !== token)
    throw new S3Error('InvalidArgument', 'The continuation token is not valid.');
  return after;
}

function writer(encoding: string): (text: string) => string {
  if (encoding === '') return (text) => text;
  if (encoding !== 'url') throw new S3Error('InvalidArgument', 'encoding-type must be url.');
  return (text) => text.split('/').map(awsEncode).join('/');
}
