import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Shot } from './load';

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Of the body, as it travelled. */ bytes: number;
  encoding: string;
};

/** Sends one request and keeps its answer as it came over the wire. */
export function once(
  origin: string,
  { method, path, headers, body }: Omit<Shot, 'check'>,
  encodings = 'gzip, deflate, br',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, origin),
      { method, headers: { ...headers, 'accept-encoding': encodings } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        response.on('end', () => {
          const raw = Buffer.concat(chunks);
          const encoding = response.headers['content-encoding'] ?? 'none';
          const plain =
            encoding === 'gzip' ? gunzipSync(raw) : encoding === 'br' ? brotliDecompressSync(raw) : raw;
          const pairs = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(pairs),
            body: plain.toString(),
            bytes: raw.length,
            encoding,
          });
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}
