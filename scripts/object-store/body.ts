import { createHash } from 'node:crypto';
import { decodeSignedChunks, decodeTrailedChunks } from '@/scripts/object-store/chunked';
import { startChecksum } from '@/scripts/object-store/checksums';
import { S3Error } from '@/scripts/object-store/errors';
import type { SignedIdentity } from '@/scripts/object-store/signature';

export interface Announced {
  size: number;
  sha256?: string;
  md5?: string;
  checksum?: { header: string; value: string };
}

type HeaderOf = (name: string) => string | undefined;

const largest = 5 * 1024 ** 3;
const checksumHeaders = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'].map(
  (name) => `x-amz-checksum-${name}`,
);

/** A body checked while it flows: iterating throws at the end unless it is what was announced. */
export class CheckedBody implements AsyncIterable<Buffer> {
  size = 0;
  etag = '';

  constructor(
    private readonly source: AsyncIterable<Buffer>,
    private readonly announced: Announced,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const { announced } = this;
    const md5 = createHash('md5');
    const sha = announced.sha256 === undefined ? undefined : createHash('sha256');
    const checksum = announced.checksum && startChecksum(announced.checksum.header);
    for await (const chunk of this.source) {
      this.size += chunk.length;
      if (this.size > announced.size) throw new S3Error('IncompleteBody');
      md5.update(chunk);
      sha?.update(chunk);
      checksum?.update(chunk);
      yield chunk;
    }
    if (this.size !== announced.size) throw new S3Error('IncompleteBody');
    if (sha && sha.digest('hex') !== announced.sha256) throw new S3Error('XAmzContentSHA256Mismatch');
    if (checksum && checksum.digest().toString('base64') !== announced.checksum?.value)
      throw new S3Error('BadDigest');
    this.etag = md5.digest('hex');
    if (announced.md5 !== undefined && announced.md5 !== this.etag) throw new S3Error('BadDigest');
  }
}

/** Chooses how the body of a signed request is decoded and checked, by what its headers announce. */
export function checkedBody(
  source: AsyncIterable<Buffer>,
  identity: SignedIdentity,
  header: HeaderOf,
): CheckedBody {
  const { payload } = identity;
  const streamed = payload.startsWith('STREAMING-');
  const announced: Announced = {
    size: readSize(header(streamed ? 'x-amz-decoded-content-length' : 'content-length')),
    md5: readMd5(header('content-md5')),
    checksum: readChecksum(header),
  };
  if (payload === 'UNSIGNED-PAYLOAD') return new CheckedBody(source, announced);
  if (/^[0-9a-f]{64}$/.test(payload)) return new CheckedBody(source, { ...announced, sha256: payload });
  if (payload === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
    return new CheckedBody(decodeSignedChunks(source, identity), announced);
  if (payload === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER')
    return new CheckedBody(
      decodeTrailedChunks(source, header('x-amz-trailer')?.toLowerCase() ?? ''),
      announced,
    );
  if (streamed) throw new S3Error('NotImplemented', 'This way of signing a streamed body is not offered.');
  throw new S3Error('InvalidArgument', 'x-amz-content-sha256 must be a hash or UNSIGNED-PAYLOAD.');
}

/** Collects a small body (settings, lists) after checking it; never more than `limit` bytes. */
export async function readText(body: CheckedBody, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) {
    if (body.size > limit) throw new S3Error('EntityTooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readSize(text: string | undefined): number {
  if (text === undefined) throw new S3Error('MissingContentLength');
  if (!/^\d{1,15}$/.test(text)) throw new S3Error('InvalidArgument', 'The length is not a number.');
  if (Number(text) > largest) throw new S3Error('EntityTooLarge');
  return Number(text);
}

function readMd5(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== text) throw new S3Error('InvalidDigest');
  return bytes.toString('hex');
}

function readChecksum(header: HeaderOf): Announced['checksum'] {
  for (const name of checksumHeaders) {
    const value = header(name);
    if (value !== undefined) return { header: name, value };
  }
  return undefined;
}
