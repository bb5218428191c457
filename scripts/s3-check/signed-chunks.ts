import {
  canonicalRequest,
  hmac,
  scopeText,
  sha256,
  signingKey,
  stringToSign,
} from '@/scripts/object-store/canonical';
import type { Context } from '@/scripts/s3-check/check';

/** A PUT whose body is sent as STREAMING-AWS4-HMAC-SHA256-PAYLOAD, which the JavaScript SDK never does. */
export function signedChunks({ settings, bucket }: Context, key: string, chunks: string[]) {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = { date: timestamp.slice(0, 8), region: settings.region, service: 's3' };
  const secret = signingKey(settings.secretKey, scope);
  const path = `/${bucket}/${key}`;
  const headers: Record<string, string> = {
    'content-encoding': 'aws-chunked',
    host: new URL(settings.endpoint).host,
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'x-amz-date': timestamp,
    'x-amz-decoded-content-length': String(chunks.join('').length),
  };
  const signedHeaders = Object.keys(headers).sort();
  const canonical = canonicalRequest({
    method: 'PUT',
    path,
    pairs: [],
    headers: new Map(Object.entries(headers)),
    signedHeaders,
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  });
  const seed = hmac(secret, stringToSign(timestamp, scope, canonical)).toString('hex');
  let previous = seed;
  const encoded = [...chunks, ''].map((chunk) => {
    const text = [
      'AWS4-HMAC-SHA256-PAYLOAD',
      timestamp,
      scopeText(scope),
      previous,
      sha256(''),
      sha256(chunk),
    ];
    previous = hmac(secret, text.join('\n')).toString('hex');
    return `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk}\r\n`;
  });
  const credential = `${settings.accessKey}/${scopeText(scope)}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signedHeaders.join(';')},Signature=${seed}`;
  const body = Buffer.from(encoded.join(''));
  return { endpoint: settings.endpoint, method: 'PUT', path, headers: { ...headers, authorization }, body };
}
