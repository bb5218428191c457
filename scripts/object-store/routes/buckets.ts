import type { Call } from '@/scripts/object-store/call';
import { S3Error } from '@/scripts/object-store/errors';
import { branch, document, leaf } from '@/scripts/object-store/xml';

const longestPolicy = 20 * 1024;
const longestCors = 64 * 1024;

export async function listBuckets(call: Call): Promise<void> {
  const buckets = call.store
    .list()
    .map((bucket) =>
      branch('Bucket', [leaf('Name', bucket.name), leaf('CreationDate', bucket.info.createdAt)]),
    );
  const owner = branch('Owner', [leaf('ID', 'owner'), leaf('DisplayName', 'owner')]);
  call.sendXml(document('ListAllMyBucketsResult', [owner, branch('Buckets', buckets)]));
}

export async function createBucket(call: Call): Promise<void> {
  await call.document();
  await call.store.create(call.target.bucket, call.timestamp);
  call.send(200, { location: `/${call.target.bucket}` });
}

export async function headBucket(call: Call): Promise<void> {
  call.store.get(call.target.bucket);
  call.send(200, { 'x-amz-bucket-region': call.region });
}

export async function deleteBucket(call: Call): Promise<void> {
  await call.store.remove(call.target.bucket);
  call.send(204);
}

export async function getBucketLocation(call: Call): Promise<void> {
  call.store.get(call.target.bucket);
  // S3 writes the first region as nothing.
  const region = call.region === 'us-east-1' ? '' : call.region;
  const [start, end] = document('LocationConstraint', ['|']).split('|');
  call.sendXml(`${start}${region}${end}`);
}

export async function getBucketPolicy(call: Call): Promise<void> {
  const { policyText } = call.bucket;
  if (policyText === null) throw new S3Error('NoSuchBucketPolicy');
  call.send(200, { 'content-type': 'application/json' }, policyText);
}

export async function putBucketPolicy(call: Call): Promise<void> {
  const { bucket } = call;
  const text = await call.document();
  if (text.length > longestPolicy) throw new S3Error('MalformedPolicy', 'The policy is longer than 20 KB.');
  await bucket.setPolicy(text);
  call.send(204);
}

export async function deleteBucketPolicy(call: Call): Promise<void> {
  await call.bucket.setPolicy(null);
  call.send(204);
}

export async function getBucketCors(call: Call): Promise<void> {
  const { corsText } = call.bucket;
  if (corsText === null) throw new S3Error('NoSuchCORSConfiguration');
  call.sendXml(corsText);
}

export async function putBucketCors(call: Call): Promise<void> {
  const { bucket } = call;
  const text = await call.document();
  if (text.length > longestCors) throw new S3Error('MalformedXML', 'The configuration is longer than 64 KB.');
  await bucket.setCors(text);
  call.send(200);
}

export async function deleteBucketCors(call: Call): Promise<void> {
  await call.bucket.setCors(null);
  call.send(204);
}
