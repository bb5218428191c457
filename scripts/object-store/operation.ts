import { S3Error } from '@/scripts/object-store/errors';
import type { Target } from '@/scripts/object-store/target';

const table = {
  'service GET ': 'ListBuckets',
  'bucket GET ': 'ListObjectsV2',
  'bucket HEAD ': 'HeadBucket',
  'bucket PUT ': 'CreateBucket',
  'bucket DELETE ': 'DeleteBucket',
  'bucket GET location': 'GetBucketLocation',
  'bucket GET policy': 'GetBucketPolicy',
  'bucket PUT policy': 'PutBucketPolicy',
  'bucket DELETE policy': 'DeleteBucketPolicy',
  'bucket GET cors': 'GetBucketCors',
  'bucket PUT cors': 'PutBucketCors',
  'bucket DELETE cors': 'DeleteBucketCors',
  'bucket POST delete': 'DeleteObjects',
  'bucket GET uploads': 'ListMultipartUploads',
  'object GET ': 'GetObject',
  'object HEAD ': 'HeadObject',
  'object PUT ': 'PutObject',
  'object DELETE ': 'DeleteObject',
  'object POST uploads': 'CreateMultipartUpload',
  'object GET uploadId': 'ListParts',
  'object PUT partNumber&uploadId': 'UploadPart',
  'object POST uploadId': 'CompleteMultipartUpload',
  'object DELETE uploadId': 'AbortMultipartUpload',
} as const;

export type Operation = (typeof table)[keyof typeof table] | 'CopyObject';

const operations = new Map<string, Operation>(Object.entries(table));
const offered = new Set([...operations.keys()].map((entry) => entry.replace(/ \w+ /, ' ')));

// A subresource that is not offered must be refused: `DELETE /bucket?lifecycle` is not DeleteBucket.
const subresources = new Set(
  `accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle
  location logging metadataTable metrics notification object-lock ownershipControls partNumber policy policyStatus
  publicAccessBlock renameObject replication requestPayment restore retention select select-type session tagging
  torrent uploadId uploads versionId versioning versions website`.split(/\s+/),
);

const unofferedHeaders =
  /^x-amz-(tagging|grant-|server-side-encryption|object-lock-|website-redirect|mfa|bucket-object-lock|write-offset|object-ownership|copy-source-)/;

/** Which operation a request asks for; what is not offered is refused by name, never treated as something near. */
export function operationOf(method: string, target: Target, headerNames: Iterable<string>): Operation {
  const kind = target.bucket === '' ? 'service' : target.key === '' ? 'bucket' : 'object';
  const asked = [...target.query.keys()].filter((name) => subresources.has(name)).sort();
  const operation = operations.get(`${kind} ${method} ${asked.join('&')}`);
  if (!operation) {
    const elsewhere = asked.length === 0 || offered.has(`${kind} ${asked.join('&')}`);
    throw new S3Error(elsewhere ? 'MethodNotAllowed' : 'NotImplemented');
  }
  if (operation === 'ListObjectsV2' && target.query.get('list-type') !== '2')
    throw new S3Error('NotImplemented', 'Only version 2 of listing is offered (list-type=2).');
  const names = [...headerNames];
  const unoffered = names.find((name) => unofferedHeaders.test(name));
  if (unoffered) throw new S3Error('NotImplemented', `The header ${unoffered} is not offered.`);
  const copies = names.includes('x-amz-copy-source');
  if (copies && operation === 'UploadPart')
    throw new S3Error('NotImplemented', 'UploadPartCopy is not offered.');
  return copies && operation === 'PutObject' ? 'CopyObject' : operation;
}
