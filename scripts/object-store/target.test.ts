import { expect, it } from 'vitest';
import { operationOf } from '@/scripts/object-store/operation';
import { parseTarget } from '@/scripts/object-store/target';

const code = (value: string) => expect.objectContaining({ code: value });
const operation = (method: string, url: string, names: string[] = []) =>
  operationOf(method, parseTarget(url), names);

it('dots and double slashes are part of the key', () => {
  expect(parseTarget('/bucket/../../etc/passwd').key).toBe('../../etc/passwd');
  expect(parseTarget('/bucket/%2e%2e%2fetc').key).toBe('../etc');
  expect(parseTarget('/bucket//a//b/').key).toBe('/a//b/');
});

it('refuses what is no address, no bucket or no key', () => {
  for (const url of ['*', 'http://host/bucket', '/bucket/%zz', '/bucket/%E0%A4%A'])
    expect(() => parseTarget(url)).toThrow(code('InvalidURI'));
  for (const url of ['/..', '/.temporary/x', '/a', '/A-b', '/a..b', '/1.2.3.4', '//x', '/%2e%2e/x'])
    expect(() => parseTarget(url)).toThrow(code('InvalidBucketName'));
  expect(() => parseTarget(`/bucket/${'%E1%BB%8D'.repeat(342)}`)).toThrow(code('KeyTooLongError'));
  expect(() => parseTarget('/bucket/a%00b')).toThrow(code('InvalidArgument'));
});

it('what is not offered is refused, never taken for something near', () => {
  expect(operation('DELETE', '/bucket')).toBe('DeleteBucket');
  expect(() => operation('DELETE', '/bucket?lifecycle')).toThrow(code('NotImplemented'));
  expect(() => operation('PUT', '/bucket/key?tagging')).toThrow(code('NotImplemented'));
  expect(() => operation('DELETE', '/bucket/key?versionId=1')).toThrow(code('NotImplemented'));
  expect(() => operation('PUT', '/bucket/key?partNumber=1')).toThrow(code('NotImplemented'));
  expect(() => operation('PUT', '/bucket/key', ['x-amz-server-side-encryption'])).toThrow(
    code('NotImplemented'),
  );
  expect(() => operation('POST', '/bucket/key')).toThrow(code('MethodNotAllowed'));
  expect(() => operation('POST', '/bucket?cors')).toThrow(code('MethodNotAllowed'));
});

it('parameters of no meaning to the store are left alone', () => {
  expect(operation('GET', '/bucket/key?x-id=GetObject&v=2')).toBe('GetObject');
  expect(operation('PUT', '/bucket/key', ['x-amz-copy-source'])).toBe('CopyObject');
});
