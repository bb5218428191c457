import type { Call } from '@/scripts/object-store/call';
import { checkWriteConditions } from '@/scripts/object-store/conditions';
import { S3Error } from '@/scripts/object-store/errors';
import * as multipart from '@/scripts/object-store/multipart';
import { headersToKeep } from '@/scripts/object-store/object-headers';
import { branch, document, leaf, parseXml, textsOf } from '@/scripts/object-store/xml';

const mostParts = 10_000;
const longestPage = 1000;

export async function createUpload(call: Call): Promise<void> {
  const { bucket } = call;
  const { key } = call.target;
  await call.document();
  const headers = headersToKeep(call);
  const id = await multipart.startUpload(bucket, { key, startedAt: call.timestamp, headers });
  call.sendXml(
    document('InitiateMultipartUploadResult', [
      leaf('Bucket', bucket.name),
      leaf('Key', key),
      leaf('UploadId', id),
    ]),
  );
}

export async function uploadPart(call: Call): Promise<void> {
  const { bucket } = call;
  const number = Number(call.parameter('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > mostParts)
    throw new S3Error('InvalidArgument', 'The part number must be from 1 to 10000.');
  const upload = await multipart.getUpload(bucket, call.parameter('uploadId'), call.target.key);
  const body = call.body();
  await multipart.keepPart(bucket, upload.id, { number, modified: call.timestamp }, body);
  call.send(200, { etag: `"${body.etag}"` });
}

export async function completeUpload(call: Call): Promise<void> {
  const { bucket } = call;
  const { key } = call.target;
  const text = await call.document();
  const upload = await multipart.getUpload(bucket, call.parameter('uploadId'), key);
  checkWriteConditions((await bucket.stat(key))?.meta ?? null, call.header);
  const { temporary, etag } = await multipart.joinParts(bucket, upload, readChosen(text), call.timestamp);
  await bucket.commit(key, temporary, call.header);
  await multipart.dropUpload(bucket, upload.id);
  const location = `/${bucket.name}/${encodeURI(key)}`;
  call.sendXml(
    document('CompleteMultipartUploadResult', [
      leaf('Location', location),
      leaf('Bucket', bucket.name),
      leaf('Key', key),
      leaf('ETag', `"${etag}"`),
    ]),
  );
}

export async function abortUpload(call: Call): Promise<void> {
  const { bucket } = call;
  const upload = await multipart.getUpload(bucket, call.parameter('uploadId'), call.target.key);
  await multipart.dropUpload(bucket, upload.id);
  call.send(204);
}

export async function listParts(call: Call): Promise<void> {
  const { bucket } = call;
  const upload = await multipart.getUpload(bucket, call.parameter('uploadId'), call.target.key);
  const after = call.count('part-number-marker', mostParts, 0);
  const limit = call.count('max-parts', longestPage);
  const rest = (await multipart.listParts(bucket, upload.id)).filter((part) => part.number > after);
  const page = rest.slice(0, limit);
  call.sendXml(
    document('ListPartsResult', [
      leaf('Bucket', bucket.name),
      leaf('Key', upload.key),
      leaf('UploadId', upload.id),
      leaf('PartNumberMarker', after),
      leaf('NextPartNumberMarker', page.at(-1)?.number ?? 0),
      leaf('MaxParts', limit),
      leaf('IsTruncated', rest.length > page.length),
      ...page.map((part) =>
        branch('Part', [
          leaf('PartNumber', part.number),
          leaf('LastModified', part.modified),
          leaf('ETag', `"${part.etag}"`),
          leaf('Size', part.size),
        ]),
      ),
    ]),
  );
}

export async function listUploads(call: Call): Promise<void> {
  const { bucket } = call;
  const [prefix, keyMarker, idMarker] = ['prefix', 'key-marker', 'upload-id-marker'].map((n) =>
    call.parameter(n),
  );
  const limit = call.count('max-uploads', longestPage);
  const all = (await multipart.listUploads(bucket)).filter((upload) => upload.key.startsWith(prefix ?? ''));
  const seen = all.findLastIndex((u) => u.key === keyMarker && (!idMarker || u.id <= idMarker));
  const rest = all.slice(seen + 1);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  call.sendXml(
    document('ListMultipartUploadsResult', [
      leaf('Bucket', bucket.name),
      leaf('Prefix', prefix ?? ''),
      leaf('KeyMarker', keyMarker ?? ''),
      leaf('UploadIdMarker', idMarker ?? ''),
      last ? leaf('NextKeyMarker', last.key) : undefined,
      last ? leaf('NextUploadIdMarker', last.id) : undefined,
      leaf('MaxUploads', limit),
      leaf('IsTruncated', rest.length > page.length),
      ...page.map((upload) =>
        branch('Upload', [
          leaf('Key', upload.key),
          leaf('UploadId', upload.id),
          leaf('StorageClass', 'STANDARD'),
          leaf('Initiated', upload.startedAt),
        ]),
      ),
    ]),
  );
}

function readChosen(text: string): { number: number; etag: string }[] {
  const root = parseXml(text);
  const chosen = root.children
    .filter((child) => child.name === 'Part')
    .map((child) => ({
      number: Number(textsOf(child, 'PartNumber')[0]),
      etag: (textsOf(child, 'ETag')[0] ?? '').replace(/^"(.*)"$/, '$1'),
    }));
  if (root.name !== 'CompleteMultipartUpload' || chosen.length === 0) throw new S3Error('MalformedXML');
  return chosen;
}
