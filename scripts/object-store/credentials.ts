import type { Scope } from '@/scripts/object-store/canonical';
import { S3Error, type S3Code } from '@/scripts/object-store/errors';

/** What a request says about its own signature, read but not yet believed. */
export interface Claim {
  presigned: boolean;
  accessKey: string;
  scope: Scope;
  signedHeaders: string[];
  signature: string;
  timestamp: string;
  payload: string;
  expiresInSeconds?: number;
}

const algorithm = 'AWS4-HMAC-SHA256';
const longestExpiry = 7 * 24 * 60 * 60;

/** Reads the claim from the Authorization header or from a presigned address; null when there is neither. */
export function readCredentials(headers: Map<string, string>, query: Map<string, string>): Claim | null {
  const authorization = headers.get('authorization');
  const presigned = query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature');
  if (authorization !== undefined && presigned)
    throw new S3Error('InvalidRequest', 'Only one way of signing may be used at a time.');
  if (authorization !== undefined) return fromHeader(authorization, headers);
  if (presigned) return fromQuery(query, headers);
  if (query.has('Signature') && query.has('AWSAccessKeyId'))
    throw new S3Error('InvalidRequest', `Please sign with ${algorithm}.`);
  return null;
}

function fromHeader(authorization: string, headers: Map<string, string>): Claim {
  if (!authorization.startsWith(`${algorithm} `))
    throw new S3Error('InvalidRequest', `Please sign with ${algorithm}.`);
  const fields = new Map(
    authorization
      .slice(algorithm.length + 1)
      .split(',')
      .map((field) => {
        const [name = '', ...rest] = field.trim().split('=');
        return [name, rest.join('=')];
      }),
  );
  const payload = headers.get('x-amz-content-sha256');
  if (payload === undefined)
    throw new S3Error('InvalidRequest', 'The header x-amz-content-sha256 is missing.');
  return {
    presigned: false,
    ...readCredential(fields.get('Credential'), 'AuthorizationHeaderMalformed'),
    signedHeaders: readNames(fields.get('SignedHeaders'), 'AuthorizationHeaderMalformed'),
    signature: fields.get('Signature') ?? '',
    timestamp: headers.get('x-amz-date') ?? basicTimestamp(headers.get('date')),
    payload,
  };
}

function fromQuery(query: Map<string, string>, headers: Map<string, string>): Claim {
  const code = 'AuthorizationQueryParametersError';
  if (query.get('X-Amz-Algorithm') !== algorithm)
    throw new S3Error(code, `X-Amz-Algorithm must be ${algorithm}.`);
  const expiry = query.get('X-Amz-Expires') ?? '';
  const seconds = Number(expiry);
  if (!/^\d{1,7}$/.test(expiry) || seconds < 1 || seconds > longestExpiry)
    throw new S3Error(code, 'X-Amz-Expires must be between one second and seven days.');
  return {
    presigned: true,
    ...readCredential(query.get('X-Amz-Credential'), code),
    signedHeaders: readNames(query.get('X-Amz-SignedHeaders'), code),
    signature: query.get('X-Amz-Signature') ?? '',
    timestamp: query.get('X-Amz-Date') ?? '',
    payload: headers.get('x-amz-content-sha256') ?? query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    expiresInSeconds: seconds,
  };
}

function readCredential(text: string | undefined, code: S3Code): { accessKey: string; scope: Scope } {
  const [terminator, service, region, date, ...key] = (text ?? '').split('/').reverse();
  if (terminator !== 'aws4_request' || !service || !region || !date || key.length === 0)
    throw new S3Error(code, 'The credential is malformed.');
  return { accessKey: key.reverse().join('/'), scope: { date, region, service } };
}

function readNames(text: string | undefined, code: S3Code): string[] {
  const names = (text ?? '').split(';');
  if (names.some((name) => !/^[a-z0-9-]+$/.test(name)))
    throw new S3Error(code, 'The signed headers are malformed.');
  return names;
}

function basicTimestamp(date: string | undefined): string {
  const instant = Date.parse(date ?? '');
  if (Number.isNaN(instant)) throw new S3Error('AccessDenied', 'The request carries no valid date.');
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}
