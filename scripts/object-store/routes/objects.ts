import type { ObjectMeta } from '@/scripts/object-store/bucket';
import type { Call } from '@/scripts/object-store/call';
import { checkWriteConditions } from '@/scripts/object-store/conditions';
import { S3Error } from '@/scripts/object-store/errors';
import { streamBody, writeSealed } from '@/scripts/object-store/files';
import { headersToKeep } from '@/scripts/object-store/object-headers';
import { checkBucketName, checkKey, decode } from '@/scripts/object-store/target';
import { branch, document, leaf, parseXml, textsOf } from '@/scripts/object-store/xml';

const mostDeletes = 1000;

export async function putObject(call: Call): Promise<void> {
  const { bucket } = call;
  const { key } = call.target;
  const headers = headersToKeep(call);
  // Looked at twice: here so that a refused upload is not sent for nothing, and again when it is committed.
  checkWriteConditions((await bucket.stat(key))?.meta ?? null, call.header);
  const body = call.body();
  const describe = (): ObjectMeta => ({ key, etag: body.etag, modified: call.timestamp, headers });
  const temporary = await writeSealed(bucket.temporary, body, describe);
  await bucket.commit(key, temporary, call.header);
  call.send(200, { etag: `"${body.etag}"` });
}

export async function copyObject(call: Call): Promise<void> {
  const { bucket } = call;
  const { key } = call.target;
  await call.document();
  const source = readCopySource(call.header('x-amz-copy-source') ?? '');
  const from = call.store.get(source.bucket);
  const found = await from.stat(source.key);
  if (!found) throw new S3Error('NoSuchKey', undefined, { Key: source.key });
  const replaces = readDirective(call) === 'REPLACE';
  if (!replaces && from === bucket && source.key === key)
    throw new S3Error('InvalidRequest', 'A copy onto itself must replace the metadata.');
  const headers = replaces ? headersToKeep(call) : found.meta.headers;
  const meta: ObjectMeta = { key, etag: found.meta.etag, modified: call.timestamp, headers };
  const body = streamBody(from.pathOf(source.key), found.size);
  await bucket.commit(key, await writeSealed(bucket.temporary, body, () => meta), call.header);
  call.sendXml(
    document('CopyObjectResult', [leaf('LastModified', meta.modified), leaf('ETag', `"${meta.etag}"`)]),
  );
}

export async function deleteObject(call: Call): Promise<void> {
  await call.bucket.remove(call.target.key);
  call.send(204);
}

export async function deleteObjects(call: Call): Promise<void> {
  const { bucket } = call;
  const root = parseXml(await call.document());
  const keys = root.children
    .filter((child) => child.name === 'Object')
    .map((child) => keyIn(textsRaw(child.children)));
  if (root.name !== 'Delete' || keys.length === 0 || keys.length > mostDeletes)
    throw new S3Error('MalformedXML');
  for (const key of keys) await bucket.remove(key);
  const quiet = textsOf(root, 'Quiet')[0] === 'true';
  call.sendXml(
    document('DeleteResult', quiet ? [] : keys.map((key) => branch('Deleted', [leaf('Key', key)]))),
  );
}

function textsRaw(children: { name: string; text: string }[]): string | undefined {
  return children.find((child) => child.name === 'Key')?.text;
}

function keyIn(key: string | undefined): string {
  if (!key) throw new S3Error('MalformedXML');
  checkKey(key);
  return key;
}

function readCopySource(text: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/([^]+)$/.exec(decode(text)) ?? [];
  if (/\?versionId=/.test(text)) throw new S3Error('NotImplemented', 'Versions are not offered.');
  if (key === '') throw new S3Error('InvalidArgument', 'x-amz-copy-source must be bucket/key.');
  checkBucketName(bucket);
  checkKey(key);
  return { bucket, key };
}

function readDirective(call: Call): string {
  const directive = call.header('x-amz-metadata-directive') ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') throw new S3Error('InvalidArgument');
  return directive;
}
