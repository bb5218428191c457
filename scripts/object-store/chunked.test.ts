import { expect, it } from 'vitest';
import { signingKey } from '@/scripts/object-store/canonical';
import { decodeSignedChunks, decodeTrailedChunks } from '@/scripts/object-store/chunked';

// The worked example of the S3 manual: 66,560 letters "a" in chunks of 64 KiB and 1 KiB.
const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
const seal = {
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  timestamp: '20130524T000000Z',
  scope,
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope),
};
const published =
  `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${'a'.repeat(65_536)}\r\n` +
  `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${'a'.repeat(1024)}\r\n` +
  '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n';

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
}

async function collect(body: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of body) text += piece.toString();
  return text;
}

const signed = (text: string, size = 1000) => collect(decodeSignedChunks(inPieces(text, size), seal));
const trailed = (text: string, size = 7) =>
  collect(decodeTrailedChunks(inPieces(text, size), 'x-amz-checksum-crc32'));
const code = (value: string) => expect.objectContaining({ code: value });

it('decodes the published example however the network cuts it', async () => {
  for (const size of [61, 1000, 100_000]) expect(await signed(published, size)).toBe('a'.repeat(66_560));
});

it('refuses a changed byte, a missing last chunk and anything after it', async () => {
  await expect(signed(published.replace('aaa', 'aba'))).rejects.toThrow(code('SignatureDoesNotMatch'));
  await expect(signed(published.slice(0, published.lastIndexOf('0;')))).rejects.toThrow(
    code('IncompleteBody'),
  );
  await expect(signed(`${published}more`)).rejects.toThrow(code('IncompleteBody'));
});

it('refuses chunks without a signature where they must have one', async () => {
  await expect(signed('3\r\nabc\r\n0\r\n\r\n')).rejects.toThrow(code('SignatureDoesNotMatch'));
});

it('checks the checksum that follows an unsigned body', async () => {
  const body = '5\r\nhello\r\n0\r\n';
  expect(await trailed(`${body}x-amz-checksum-crc32:NhCmhg==\r\n\r\n`)).toBe('hello');
  await expect(trailed(`${body}x-amz-checksum-crc32:AAAAAA==\r\n\r\n`)).rejects.toThrow(code('BadDigest'));
  await expect(trailed(`${body}\r\n`)).rejects.toThrow(code('InvalidRequest'));
});

it('refuses an endless header line without holding it', async () => {
  await expect(signed('f'.repeat(100_000))).rejects.toThrow(code('IncompleteBody'));
});
