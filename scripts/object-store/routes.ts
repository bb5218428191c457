import type { Call } from '@/scripts/object-store/call';
import type { Operation } from '@/scripts/object-store/operation';
import * as buckets from '@/scripts/object-store/routes/buckets';
import { listObjects } from '@/scripts/object-store/routes/listing';
import * as objects from '@/scripts/object-store/routes/objects';
import { readObject } from '@/scripts/object-store/routes/reads';
import * as uploads from '@/scripts/object-store/routes/uploads';

/** Every operation this store offers. */
export const routes: Record<Operation, (call: Call) => Promise<void>> = {
  ListBuckets: buckets.listBuckets,
  CreateBucket: buckets.createBucket,
  HeadBucket: buckets.headBucket,
  DeleteBucket: buckets.deleteBucket,
  GetBucketLocation: buckets.getBucketLocation,
  GetBucketPolicy: buckets.getBucketPolicy,
  PutBucketPolicy: buckets.putBucketPolicy,
  DeleteBucketPolicy: buckets.deleteBucketPolicy,
  GetBucketCors: buckets.getBucketCors,
  PutBucketCors: buckets.putBucketCors,
  DeleteBucketCors: buckets.deleteBucketCors,
  ListObjectsV2: listObjects,
  GetObject: readObject,
  HeadObject: readObject,
  PutObject: objects.putObject,
  CopyObject: objects.copyObject,
  DeleteObject: objects.deleteObject,
  DeleteObjects: objects.deleteObjects,
  CreateMultipartUpload: uploads.createUpload,
  UploadPart: uploads.uploadPart,
  CompleteMultipartUpload: uploads.completeUpload,
  AbortMultipartUpload: uploads.abortUpload,
  ListParts: uploads.listParts,
  ListMultipartUploads: uploads.listUploads,
};
