import { S3Error } from '@/scripts/object-store/errors';

const longestLine = 4096;

/** Reads lines and counted bytes from a stream while holding one chunk of it at a time. */
export class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.held.indexOf('\r\n');
      if (end >= 0) {
        const text = this.held.subarray(0, end).toString('latin1');
        this.held = this.held.subarray(end + 2);
        return text;
      }
      const next = this.held.length > longestLine ? undefined : await this.next();
      if (!next) throw new S3Error('IncompleteBody');
      this.held = Buffer.concat([this.held, next]);
    }
  }

  /** Exactly `count` bytes, in pieces. */
  async *take(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.held.length === 0) this.held = (await this.next()) ?? Buffer.alloc(0);
      if (this.held.length === 0) throw new S3Error('IncompleteBody');
      const piece = this.held.subarray(0, left);
      this.held = this.held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Throws unless everything has been read. */
  async end(): Promise<void> {
    if (this.held.length > 0 || (await this.next())) throw new S3Error('IncompleteBody');
  }

  private async next(): Promise<Buffer | undefined> {
    const { done, value } = await this.source.next();
    return done ? undefined : value;
  }
}
