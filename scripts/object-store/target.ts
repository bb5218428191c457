import { S3Error } from '@/scripts/object-store/errors';
import { isXmlText } from '@/scripts/object-store/xml';

/** What an address points at. The pairs keep their order and repetitions, for the signature. */
export interface Target {
  path: string;
  bucket: string;
  key: string;
  pairs: [name: string, value: string][];
  query: Map<string, string>;
}

const maxKeyBytes = 1024;

/** Reads a raw request address, path style. Never normalises: `..` is a key like any other, not a direction. */
export function parseTarget(url: string): Target {
  if (!url.startsWith('/')) throw new S3Error('InvalidURI');
  const mark = url.indexOf('?');
  const path = decode(mark < 0 ? url : url.slice(0, mark));
  const pairs = mark < 0 ? [] : parsePairs(url.slice(mark + 1));
  const slash = path.indexOf('/', 1);
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (path !== '/') checkBucketName(bucket);
  if (key) checkKey(key);
  return { path, bucket, key, pairs, query: new Map(pairs.toReversed()) };
}

/** Throws unless the name follows the S3 rules; such a name is also a safe folder name. */
export function checkBucketName(name: string): void {
  const shaped = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !/\.\.|\.-|-\./.test(name);
  if (!shaped || /^\d+\.\d+\.\d+\.\d+$/.test(name)) throw new S3Error('InvalidBucketName');
}

/** Throws when a key is too long, or could not be written in a listing. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > maxKeyBytes) throw new S3Error('KeyTooLongError');
  if (!isXmlText(key)) throw new S3Error('InvalidArgument', 'The key holds characters XML cannot carry.');
}

/** Percent-decoding that refuses malformed sequences. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

function parsePairs(text: string): [string, string][] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const name = equals < 0 ? part : part.slice(0, equals);
      const value = equals < 0 ? '' : part.slice(equals + 1);
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))];
    });
}
