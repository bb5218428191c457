import { describe, expect, it } from 'vitest';
import { authenticate, instantOf } from '@/scripts/object-store/signature';
import type { Target } from '@/scripts/object-store/target';

// The worked examples of the S3 manual ("Signature Calculations" and "Authenticating Requests: Query Parameters").
const keys = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const credential = `${keys.accessKey}/20130524/us-east-1/s3/aws4_request`;
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const signedAt = instantOf('20130524T000000Z');

interface Example {
  method?: string;
  path?: string;
  pairs?: [string, string][];
  headers?: Record<string, string>;
  payload?: string;
  signature: string;
  now?: number;
}

function target(path: string, pairs: [string, string][]): Target {
  return { path, bucket: 'examplebucket', key: '', pairs, query: new Map(pairs) };
}

function byHeader(example: Example) {
  const { method = 'GET', path = '/', pairs = [], payload = emptyHash, signature, now = signedAt } = example;
  const headers: Record<string, string> = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': payload,
    'x-amz-date': '20130524T000000Z',
    ...example.headers,
  };
  const names = Object.keys(headers).sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names},Signature=${signature}`;
  const sent = new Map(Object.entries({ ...headers, authorization }));
  return authenticate({ method, target: target(path, pairs), headers: sent, now }, keys);
}

function byQuery(changes: Record<string, string> = {}, now = signedAt) {
  const pairs = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential,
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ...changes,
  });
  const headers = new Map([['host', 'examplebucket.s3.amazonaws.com']]);
  return authenticate({ method: 'GET', target: target('/test.txt', pairs), headers, now }, keys);
}

const getRange = {
  path: '/test.txt',
  headers: { range: 'bytes=0-9' },
  signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
};

describe('the published examples are accepted', () => {
  it('GET of a range', () => expect(byHeader(getRange).kind).toBe('signed'));

  it('PUT of a key with a dollar sign', () => {
    const put = {
      method: 'PUT',
      path: '/test$file.text',
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      payload: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    };
    expect(byHeader(put).kind).toBe('signed');
  });

  it('GET of a subresource without value', () => {
    const signature = 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543';
    expect(byHeader({ pairs: [['lifecycle', '']], signature }).kind).toBe('signed');
  });

  it('GET of a listing, its parameters in any order', () => {
    const signature = '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7';
    const pairs: [string, string][] = [
      ['prefix', 'J'],
      ['max-keys', '2'],
    ];
    expect(byHeader({ pairs, signature }).kind).toBe('signed');
  });

  it('a presigned GET', () => expect(byQuery()).toMatchObject({ kind: 'signed', presigned: true }));
});

describe('what differs from what was signed is refused', () => {
  const code = (value: string) => expect.objectContaining({ code: value });

  it('another range, path, method or body', () => {
    for (const change of [
      { headers: { range: 'bytes=0-99' } },
      { path: '/test.txt2' },
      { method: 'DELETE' },
      { payload: 'UNSIGNED-PAYLOAD' },
    ])
      expect(() => byHeader({ ...getRange, ...change })).toThrow(code('SignatureDoesNotMatch'));
  });

  it('a header clock more than 15 minutes away', () => {
    const minutes = 60_000;
    expect(byHeader({ ...getRange, now: signedAt + 15 * minutes }).kind).toBe('signed');
    for (const now of [signedAt + 16 * minutes, signedAt - 16 * minutes])
      expect(() => byHeader({ ...getRange, now })).toThrow(code('RequestTimeTooSkewed'));
  });

  it('an address after its expiry, to the second', () => {
    expect(byQuery({}, signedAt + 86_400_000).kind).toBe('signed');
    expect(() => byQuery({}, signedAt + 86_400_001)).toThrow(code('AccessDenied'));
  });

  it('an expiry that is longer, unreadable or absent', () => {
    expect(() => byQuery({ 'X-Amz-Expires': '604800' })).toThrow(code('SignatureDoesNotMatch'));
    for (const expiry of ['604801', '0', '-1', '1e3', ''])
      expect(() => byQuery({ 'X-Amz-Expires': expiry })).toThrow(code('AuthorizationQueryParametersError'));
  });

  it('headers that do not include host', () => {
    expect(() => byQuery({ 'X-Amz-SignedHeaders': 'range' })).toThrow(code('AccessDenied'));
  });

  it('another key, day, region or service in the credential', () => {
    const scopes = ['20130525/us-east-1/s3', '20130524/eu-west-1/s3', '20130524/us-east-1/ec2'];
    for (const scope of scopes) {
      const changed = { 'X-Amz-Credential': `${keys.accessKey}/${scope}/aws4_request` };
      expect(() => byQuery(changed)).toThrow(code('AuthorizationQueryParametersError'));
    }
    const stranger = { 'X-Amz-Credential': credential.replace('AKIA', 'AKIB') };
    expect(() => byQuery(stranger)).toThrow(code('InvalidAccessKeyId'));
  });
});

it('a request without any signature is anonymous', () => {
  const parts = { method: 'GET', target: target('/x', []), headers: new Map([['host', 'h']]), now: signedAt };
  expect(authenticate(parts, keys)).toEqual({ kind: 'anonymous' });
});
