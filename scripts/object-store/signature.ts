import {
  canonicalRequest,
  hmac,
  sameText,
  signingKey,
  stringToSign,
  type Scope,
} from '@/scripts/object-store/canonical';
import { S3Error } from '@/scripts/object-store/errors';
import { readCredentials, type Claim } from '@/scripts/object-store/credentials';
import type { Target } from '@/scripts/object-store/target';

export interface Keys {
  accessKey: string;
  secretKey: string;
  region: string;
}

export interface SignedParts {
  method: string;
  target: Target;
  headers: Map<string, string>;
  now: number;
}

/** Who asks. A signed request also says how its body is to be checked. */
export type Identity = { kind: 'anonymous' } | SignedIdentity;

export interface SignedIdentity {
  kind: 'signed';
  presigned: boolean;
  payload: string;
  signature: string;
  timestamp: string;
  scope: Scope;
  key: Buffer;
}

const skewMs = 15 * 60 * 1000;

/** Checks the signature of a request, wherever it is carried; throws the refusal S3 would give. */
export function authenticate(parts: SignedParts, keys: Keys): Identity {
  const claim = readCredentials(parts.headers, parts.target.query);
  if (!claim) return { kind: 'anonymous' };
  checkScope(claim, keys.region);
  checkTime(claim, parts.now);
  if (!sameText(claim.accessKey, keys.accessKey)) throw new S3Error('InvalidAccessKeyId');
  checkSignedHeaders(claim, parts.headers);
  const canonical = canonicalRequest({
    method: parts.method,
    path: parts.target.path,
    pairs: parts.target.pairs.filter(([name]) => !(claim.presigned && name === 'X-Amz-Signature')),
    headers: parts.headers,
    signedHeaders: claim.signedHeaders,
    payloadHash: claim.payload,
  });
  const key = signingKey(keys.secretKey, claim.scope);
  const expected = hmac(key, stringToSign(claim.timestamp, claim.scope, canonical)).toString('hex');
  if (!sameText(expected, claim.signature)) throw new S3Error('SignatureDoesNotMatch');
  const { presigned, payload, signature, timestamp, scope } = claim;
  return { kind: 'signed', presigned, payload, signature, timestamp, scope, key };
}

function checkScope({ scope, timestamp, presigned }: Claim, region: string): void {
  const code = presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
  if (scope.date !== timestamp.slice(0, 8)) throw new S3Error(code, 'The scope and the date differ.');
  if (scope.service !== 's3') throw new S3Error(code, 'The scope names another service.');
  if (scope.region !== region) throw new S3Error(code, 'The scope names another region.', { Region: region });
}

function checkTime({ timestamp, expiresInSeconds }: Claim, now: number): void {
  const signedAt = instantOf(timestamp);
  if (expiresInSeconds === undefined) {
    if (Math.abs(now - signedAt) > skewMs) throw new S3Error('RequestTimeTooSkewed');
    return;
  }
  if (signedAt - now > skewMs) throw new S3Error('AccessDenied', 'The request is not valid yet.');
  if (now > signedAt + expiresInSeconds * 1000) throw new S3Error('AccessDenied', 'The request has expired.');
}

function checkSignedHeaders({ signedHeaders }: Claim, headers: Map<string, string>): void {
  if (!signedHeaders.includes('host')) throw new S3Error('AccessDenied', 'The host header must be signed.');
  const missing = signedHeaders.filter((name) => !headers.has(name));
  if (missing.length > 0) throw new S3Error('SignatureDoesNotMatch', 'A signed header was not sent.');
  const unsigned = [...headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'Headers were sent that are not signed.', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
}

/** The instant of a SigV4 timestamp (20130524T000000Z), in milliseconds. */
export function instantOf(timestamp: string): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp) ?? [];
  const instant = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Number.isNaN(instant)) throw new S3Error('AccessDenied', 'The request carries no valid date.');
  return instant;
}
