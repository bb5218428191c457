import { S3Error } from '@/scripts/object-store/errors';

export interface Version {
  etag: string;
  modified: string;
}

export interface ByteRange {
  start: number;
  end: number;
}

type HeaderOf = (name: string) => string | undefined;

/** Whether a reader already has this version ('not-modified'); throws when a precondition does not hold. */
export function checkReadConditions(version: Version, header: HeaderOf): 'send' | 'not-modified' {
  const ifMatch = header('if-match');
  const ifNoneMatch = header('if-none-match');
  const modified = wholeSeconds(Date.parse(version.modified));
  const since = instant(header('if-modified-since'));
  const unmodifiedSince = instant(header('if-unmodified-since'));
  if (ifMatch !== undefined && !names(ifMatch, version.etag)) throw new S3Error('PreconditionFailed');
  if (ifMatch === undefined && unmodifiedSince !== undefined && modified > unmodifiedSince)
    throw new S3Error('PreconditionFailed');
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, version.etag) ? 'not-modified' : 'send';
  return since !== undefined && modified <= since ? 'not-modified' : 'send';
}

/** Throws unless a write may replace what is there now. Only `If-None-Match: *` and `If-Match` are offered. */
export function checkWriteConditions(current: Version | null, header: HeaderOf): void {
  const ifNoneMatch = header('if-none-match');
  const ifMatch = header('if-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    throw new S3Error('NotImplemented', 'If-None-Match on a write offers * only.');
  if (ifNoneMatch === '*' && current) throw new S3Error('PreconditionFailed');
  if (ifMatch === undefined) return;
  if (!current) throw new S3Error('NoSuchKey');
  if (!names(ifMatch, current.etag)) throw new S3Error('PreconditionFailed');
}

/** The one range asked for, or null for the whole; a form that is not understood asks for the whole (RFC 9110). */
export function readRange(text: string | undefined, size: number): ByteRange | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(text?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new S3Error('InvalidRange', undefined, { ActualObjectSize: String(size) });
  return { start, end };
}

/** Whether a range still applies: it does unless If-Range names another version. */
export function rangeApplies(version: Version, ifRange: string | undefined): boolean {
  if (ifRange === undefined) return true;
  const since = instant(ifRange);
  if (ifRange.includes('"') || since === undefined) return names(ifRange, version.etag);
  return wholeSeconds(Date.parse(version.modified)) <= since;
}

function names(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((item) =>
      item
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1'),
    )
    .some((item) => item === '*' || item === etag);
}

function instant(text: string | undefined): number | undefined {
  const value = Date.parse(text ?? '');
  return Number.isNaN(value) ? undefined : value;
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
