import { expect, it } from 'vitest';
import { connectStorage } from '@/lib/platform/storage/connect';
import { presignGet, presignPut } from '@/lib/platform/storage/presign';

const connection = connectStorage({
  endpoint: 'http://store.internal:9000',
  publicEndpoint: 'https://files.school.ng',
  region: 'us-east-1',
  accessKey: 'key-of-the-school',
  secretKey: 'secret-of-the-school',
  appUrl: 'https://portal.school.ng',
});
const photo = { bucket: 'profile-images', key: 'a/b.png', contentType: 'image/png', contentLength: 1234 };
const read = { bucket: 'profile-images', key: 'a/b.png' };

it('an upload address binds type, size and "only if new", under the public host name', async () => {
  const { url, headers } = await presignPut(connection, { ...photo, expiresInSeconds: 300 });
  const { origin, searchParams } = new URL(url);
  expect(origin).toBe('https://files.school.ng');
  expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host;if-none-match');
  expect(searchParams.get('X-Amz-Expires')).toBe('300');
  expect([...searchParams.keys()].filter((name) => name.includes('checksum'))).toEqual([]);
  expect(headers).toEqual({ 'content-type': 'image/png', 'if-none-match': '*' });
});

it('addresses are short-lived: five minutes to write, one to read', async () => {
  for (const expiresInSeconds of [0, 301, 1.5, NaN])
    await expect(presignPut(connection, { ...photo, expiresInSeconds })).rejects.toThrow(RangeError);
  for (const expiresInSeconds of [0, 61, -1])
    await expect(presignGet(connection, { ...read, expiresInSeconds })).rejects.toThrow(RangeError);
});

it('a size that is no size is refused', async () => {
  for (const contentLength of [-1, 1.5, NaN])
    await expect(presignPut(connection, { ...photo, contentLength, expiresInSeconds: 60 })).rejects.toThrow(
      RangeError,
    );
});
