import { createHash } from 'node:crypto';
import { hmac, sameText, scopeText, sha256 } from '@/scripts/object-store/canonical';
import { ByteReader } from '@/scripts/object-store/byte-reader';
import { startChecksum } from '@/scripts/object-store/checksums';
import { S3Error } from '@/scripts/object-store/errors';
import type { SignedIdentity } from '@/scripts/object-store/signature';

export type ChunkSeal = Pick<SignedIdentity, 'signature' | 'timestamp' | 'scope' | 'key'>;

/** Decodes a body sent as STREAMING-AWS4-HMAC-SHA256-PAYLOAD: each chunk signed over the one before. */
export async function* decodeSignedChunks(
  source: AsyncIterable<Buffer>,
  seal: ChunkSeal,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  let previous = seal.signature;
  for (;;) {
    const { size, signature } = readChunkHeader(await reader.line());
    const hash = createHash('sha256');
    for await (const piece of reader.take(size)) {
      hash.update(piece);
      yield piece;
    }
    const text = [
      'AWS4-HMAC-SHA256-PAYLOAD',
      seal.timestamp,
      scopeText(seal.scope),
      previous,
      sha256(''),
      hash.digest('hex'),
    ].join('\n');
    previous = hmac(seal.key, text).toString('hex');
    if (!sameText(previous, signature)) throw new S3Error('SignatureDoesNotMatch');
    if ((await reader.line()) !== '') throw new S3Error('IncompleteBody');
    if (size === 0) return reader.end();
  }
}

/** Decodes a body sent as STREAMING-UNSIGNED-PAYLOAD-TRAILER and checks the checksum that follows it. */
export async function* decodeTrailedChunks(
  source: AsyncIterable<Buffer>,
  trailer: string,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  const checksum = startChecksum(trailer);
  for (;;) {
    const { size } = readChunkHeader(await reader.line());
    for await (const piece of reader.take(size)) {
      checksum.update(piece);
      yield piece;
    }
    if (size === 0) break;
    if ((await reader.line()) !== '') throw new S3Error('IncompleteBody');
  }
  const [name, value] = (await reader.line()).split(':');
  if (name?.toLowerCase() !== trailer)
    throw new S3Error('InvalidRequest', 'The announced trailer did not follow.');
  if (value?.trim() !== checksum.digest().toString('base64')) throw new S3Error('BadDigest');
  if ((await reader.line()) !== '') throw new S3Error('IncompleteBody');
  return reader.end();
}

function readChunkHeader(line: string): { size: number; signature: string } {
  const [, hex, signature = ''] = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? [];
  if (hex === undefined) throw new S3Error('IncompleteBody', 'A chunk header could not be read.');
  return { size: parseInt(hex, 16), signature };
}
