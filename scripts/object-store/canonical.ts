import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface CanonicalParts {
  method: string;
  path: string;
  pairs: [name: string, value: string][];
  headers: Map<string, string>;
  signedHeaders: string[];
  payloadHash: string;
}

export interface Scope {
  date: string;
  region: string;
  service: string;
}

/** The canonical request of Signature Version 4, as S3 wants it (the path is encoded once). */
export function canonicalRequest(parts: CanonicalParts): string {
  const query = parts.pairs
    .map(([name, value]) => [awsEncode(name), awsEncode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = parts.signedHeaders
    .map((name) => `${name}:${tidy(parts.headers.get(name) ?? '')}\n`)
    .join('');
  const path = parts.path.split('/').map(awsEncode).join('/');
  return [parts.method, path, query, headers, parts.signedHeaders.join(';'), parts.payloadHash].join('\n');
}

/** The text that is signed for a whole request. */
export function stringToSign(timestamp: string, scope: Scope, canonical: string): string {
  return ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), sha256(canonical)].join('\n');
}

/** The key derived from a secret for one day, region and service. */
export function signingKey(secret: string, scope: Scope): Buffer {
  const day = hmac(`AWS4${secret}`, scope.date);
  return hmac(hmac(hmac(day, scope.region), scope.service), 'aws4_request');
}

/** Writes a scope as it stands in credentials. */
export function scopeText(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

/** Percent-encodes everything but the unreserved characters. */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares two texts in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()];
  return timingSafeEqual(left, right);
}

function tidy(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
