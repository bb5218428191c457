import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { StorageConnection } from '@/lib/platform/storage/connect';

export interface ObjectPlace {
  bucket: string;
  key: string;
}

export interface StoredObject {
  contentLength: number;
  contentType: string;
  etag: string;
}

/** What is stored under a key, or null when nothing is. */
export async function headObject(
  connection: StorageConnection,
  place: ObjectPlace,
): Promise<StoredObject | null> {
  try {
    const command = new HeadObjectCommand({ Bucket: place.bucket, Key: place.key });
    const { ContentLength = 0, ContentType = '', ETag = '' } = await connection.internal.send(command);
    return { contentLength: ContentLength, contentType: ContentType, etag: ETag.replaceAll('"', '') };
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw error;
  }
}

/** The first bytes of an object, to recognise its type; fewer when the object is shorter. */
export async function readFirstBytes(
  connection: StorageConnection,
  { bucket, key, length }: ObjectPlace & { length: number },
): Promise<Uint8Array> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=0-${length - 1}` });
    const { Body } = await connection.internal.send(command);
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    // An empty object has no first byte, so every range of it is refused.
    if (error instanceof S3ServiceException && error.name === 'InvalidRange') return new Uint8Array();
    throw error;
  }
}

/** The whole of an object, for files whose size the upload's address bound; null when there is none. */
export async function readObject(connection: StorageConnection, { bucket, key }: ObjectPlace): Promise<Uint8Array | null> {
  try {
    const { Body } = await connection.internal.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw error;
  }
}

/** Removes an object; one that is not there counts as removed. */
export async function removeObject(
  connection: StorageConnection,
  { bucket, key }: ObjectPlace,
): Promise<void> {
  await connection.internal.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}
