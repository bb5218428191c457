import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Call } from '@/scripts/object-store/call';
import { S3Error } from '@/scripts/object-store/errors';

const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const metaPrefix = 'x-amz-meta-';
const largestMeta = 2048;

/** The headers of a write that are kept with the object and given back on reading. */
export function headersToKeep(call: Call): Record<string, string> {
  const acl = call.header('x-amz-acl');
  if (acl !== undefined && acl !== 'private')
    throw new S3Error('NotImplemented', 'Only the private ACL is offered.');
  const all = [...call.allHeaders()].filter(([name]) => kept.includes(name) || name.startsWith(metaPrefix));
  const meta = all.filter(([name]) => name.startsWith(metaPrefix));
  const metaSize = meta.reduce(
    (sum, [name, value]) => sum + name.length - metaPrefix.length + value.length,
    0,
  );
  if (metaSize > largestMeta) throw new S3Error('MetadataTooLarge');
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of all) {
    checkHeader(name, value);
    headers[name] = value;
  }
  const encoding = withoutAwsChunked(headers['content-encoding']);
  delete headers['content-encoding'];
  return encoding ? { ...headers, 'content-encoding': encoding } : headers;
}

/** The `response-…` parameters, as headers. Only a signature makes them trustworthy. */
export function responseOverrides(call: Call): Record<string, string> {
  const asked = kept.filter((name) => call.target.query.has(`response-${name}`));
  if (asked.length > 0 && !call.signed)
    throw new S3Error('InvalidRequest', 'response- parameters are for signed requests only.');
  const overrides = asked.map((name) => [name, call.parameter(`response-${name}`)] as const);
  for (const [name, value] of overrides) checkHeader(name, value);
  return Object.fromEntries(overrides);
}

// A presigned address can carry any character; one that cannot stand in a header must not reach the answer.
function checkHeader(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new S3Error('InvalidArgument', 'A header holds characters that headers cannot carry.');
  }
}

function withoutAwsChunked(encoding: string | undefined): string {
  const parts = (encoding ?? '').split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '' && part.toLowerCase() !== 'aws-chunked').join(', ');
}
