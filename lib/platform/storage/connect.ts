import { S3Client } from '@aws-sdk/client-s3';
import type { Env } from '@/lib/platform/env';

export interface StorageSettings {
  endpoint: string;
  publicEndpoint: string;
  region: string;
  accessKey: string;
  secretKey: string;
  appUrl: string;
}

/** `internal` talks to the store; `signer` only writes addresses, with the host name browsers use. */
export interface StorageConnection {
  internal: S3Client;
  signer: S3Client;
  appOrigin: string;
}

/** Where the store of a school is, by its settings. */
export const storageOf = (env: Env): StorageSettings => ({
  endpoint: env.S3_ENDPOINT, publicEndpoint: env.S3_PUBLIC_ENDPOINT, region: env.S3_REGION,
  accessKey: env.S3_ACCESS_KEY, secretKey: env.S3_SECRET_KEY, appUrl: env.APP_URL,
});

const connectMs = 2_000;
const answerMs = 10_000;
// Each with its own patience: a person waits for some of them.
const attempts = 2;

/** Prepares the clients; nothing is sent until they are used. */
export function connectStorage(settings: StorageSettings): StorageConnection {
  const shared = {
    region: settings.region,
    credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
    forcePathStyle: true,
    // By default the SDK signs the checksum of an empty body into presigned addresses, and no upload would match.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: attempts,
    // Without the word "throw" a store that hangs is only warned about, and waited for without end.
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true, socketTimeout: answerMs },
  } as const;
  return {
    internal: new S3Client({ ...shared, endpoint: settings.endpoint }),
    signer: new S3Client({ ...shared, endpoint: settings.publicEndpoint }),
    appOrigin: new URL(settings.appUrl).origin,
  };
}
