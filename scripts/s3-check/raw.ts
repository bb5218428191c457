import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { StorageSettings } from '@/lib/platform/storage/connect';

export interface RawRequest {
  endpoint: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Ends the connection after the body in place of waiting for the answer. */
  hangUp?: boolean;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

type Client = Pick<S3Client, 'middlewareStack'>;

const signedRequest = z.object({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string().nullable()).optional(),
  headers: z.record(z.string(), z.string()),
});

/** Sends exactly these bytes: no library tidies the path, adds headers or tries again. */
export function send(raw: RawRequest): Promise<Answer> {
  const { hostname, port, protocol, host } = new URL(raw.endpoint);
  const open = protocol === 'https:' ? httpsRequest : httpRequest;
  const body = Buffer.from(raw.body ?? '');
  const headers = { host, ...(body.length > 0 && { 'content-length': String(body.length) }), ...raw.headers };
  return new Promise((resolve, reject) => {
    const request = open(
      { hostname, port, method: raw.method, path: raw.path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    if (!raw.hangUp) request.end(body);
    else request.write(body, () => setTimeout(() => request.destroy(new Error('hung up')), 100));
  });
}

/** Sends to a presigned address, which may have been tampered with. */
export function sendTo(
  url: string,
  method: string,
  rest: Pick<RawRequest, 'headers' | 'body'> = {},
): Promise<Answer> {
  const [, endpoint = '', path = ''] = /^(https?:\/\/[^/]+)(.*)$/.exec(url) ?? [];
  return send({ endpoint, path, method, ...rest });
}

export interface SigningChoices {
  accessKey?: string;
  secretKey?: string;
  region?: string;
  clockOffsetMs?: number;
}

/** Lets the SDK sign a command and returns the request in place of sending it, so that it can be tampered with. */
export async function signed(
  settings: StorageSettings,
  prepare: (client: S3Client) => Promise<unknown>,
  choices: SigningChoices = {},
): Promise<RawRequest & { headers: Record<string, string> }> {
  const client = new S3Client({
    endpoint: settings.endpoint,
    region: choices.region ?? settings.region,
    credentials: {
      accessKeyId: choices.accessKey ?? settings.accessKey,
      secretAccessKey: choices.secretKey ?? settings.secretKey,
    },
    systemClockOffset: choices.clockOffsetMs ?? 0,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
  const captured = captureFrom(client);
  await prepare(client).catch(() => undefined);
  const { method, path, query = {}, headers } = await captured;
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value ?? '')}`,
  );
  const search = pairs.length > 0 ? `?${pairs.join('&')}` : '';
  return { endpoint: settings.endpoint, method, path: path + search, headers };
}

function captureFrom(client: Client): Promise<z.infer<typeof signedRequest>> {
  const { promise, resolve } = Promise.withResolvers<z.infer<typeof signedRequest>>();
  const capture = () => async (args: { request?: unknown }) => {
    resolve(signedRequest.parse(args.request));
    throw new Error('captured, not sent');
  };
  client.middlewareStack.add(capture, { step: 'finalizeRequest', priority: 'low', name: 'capture' });
  return promise;
}
