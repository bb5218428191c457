import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachment } from '@/lib/platform/file-names';
import type { StorageConnection } from '@/lib/platform/storage/connect';

export interface PutGrant {
  bucket: string;
  key: string;
  contentType: string;
  contentLength: number;
  expiresInSeconds: number;
}

export interface GetGrant {
  bucket: string;
  key: string;
  expiresInSeconds: number;
  downloadName?: string;
}

/** An address to send one file to, and the headers that must be sent with it, exactly as given. */
export interface PresignedPut {
  url: string;
  headers: { 'content-type': string; 'if-none-match': '*' };
}

const longestPutSeconds = 300;
const longestGetSeconds = 60;
const boundHeaders = ['content-length', 'content-type', 'host', 'if-none-match'];

/** Lets a browser send exactly one file: this key, type and size, and only while nothing is there yet. */
export async function presignPut(connection: StorageConnection, grant: PutGrant): Promise<PresignedPut> {
  const { bucket, key, contentType, contentLength, expiresInSeconds } = grant;
  checkSeconds(expiresInSeconds, longestPutSeconds);
  if (!Number.isSafeInteger(contentLength) || contentLength < 0)
    throw new RangeError('contentLength is not a size');
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    ContentType: contentType,
    ContentLength: contentLength,
    IfNoneMatch: '*',
  });
  const url = await getSignedUrl(connection.signer, command, {
    expiresIn: expiresInSeconds,
    signableHeaders: new Set(boundHeaders),
    unhoistableHeaders: new Set(boundHeaders),
  });
  checkBound(url);
  return { url, headers: { 'content-type': contentType, 'if-none-match': '*' } };
}

/** A short-lived address to read one object; with a `downloadName` the browser saves it in place of showing it. */
export async function presignGet(connection: StorageConnection, grant: GetGrant): Promise<string> {
  checkSeconds(grant.expiresInSeconds, longestGetSeconds);
  const disposition = grant.downloadName === undefined ? undefined : attachment(grant.downloadName);
  const command = new GetObjectCommand({
    Bucket: grant.bucket,
    Key: grant.key,
    ResponseContentDisposition: disposition,
  });
  return getSignedUrl(connection.signer, command, { expiresIn: grant.expiresInSeconds });
}

// The SDK leaves content-type out unless told, and a later release might again: without it a file that was
// announced as a photo could be sent as a page.
function checkBound(url: string): void {
  const signed = (new URL(url).searchParams.get('X-Amz-SignedHeaders') ?? '').split(';');
  const missing = boundHeaders.filter((name) => !signed.includes(name));
  if (missing.length > 0) throw new Error(`The presigned address does not bind ${missing.join(', ')}`);
}

function checkSeconds(seconds: number, most: number): void {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > most)
    throw new RangeError(`expiresInSeconds must be from 1 to ${most}`);
}
