import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from '@/scripts/object-store/errors';

export interface RunningChecksum {
  update(chunk: Buffer): void;
  digest(): Buffer;
}

/** The checksum an `x-amz-checksum-…` name stands for; an unknown one is refused, never ignored. */
export function startChecksum(header: string): RunningChecksum {
  switch (header) {
    case 'x-amz-checksum-crc32':
      return startCrc32();
    case 'x-amz-checksum-sha1':
      return createHash('sha1');
    case 'x-amz-checksum-sha256':
      return createHash('sha256');
    default:
      throw new S3Error('NotImplemented', 'This store checks CRC32, SHA1 and SHA256 only.');
  }
}

function startCrc32(): RunningChecksum {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}
