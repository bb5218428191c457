import type { S3Client } from '@aws-sdk/client-s3';
import type { StorageConnection, StorageSettings } from '@/lib/platform/storage/connect';
import type { EmbeddedStore } from '@/scripts/s3-check/embedded';
import type { Answer } from '@/scripts/s3-check/raw';

/** What every check works with: one throw-away bucket of the store under test. */
export interface Context {
  settings: StorageSettings;
  connection: StorageConnection;
  client: S3Client;
  bucket: string;
  embedded: EmbeddedStore | null;
}

export interface Group {
  theme: string;
  checks: Record<string, (context: Context) => Promise<void>>;
}

/** Thrown by a check that meets a difference real stores may have; reported, never counted as passed. */
export class NotOffered extends Error {}

/** Thrown where the machine, not the store, keeps a check from being made; excused even for the embedded store. */
export class CannotTell extends NotOffered {}

/** Ends a check as failed unless the values are the same. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${right}, got ${left}`);
}

/** Ends a check as failed unless the claim holds. */
export function holds(claim: boolean, what: string): void {
  if (!claim) throw new Error(what);
}

/** Ends a check as failed unless the answer is this refusal. */
export function refused(answer: Answer, status: number, ...codes: string[]): void {
  const code = codeOf(answer);
  const named = codes.length === 0 || codes.includes(code);
  if (answer.status !== status || !named)
    throw new Error(`expected ${status} ${codes.join(' or ')}, got ${answer.status} ${code}`);
}

/** Ends a check as failed unless the answer is a success. */
export function accepted(answer: Answer): void {
  if (answer.status < 200 || answer.status > 299)
    throw new Error(`expected 2xx, got ${answer.status} ${codeOf(answer)}`);
}

/** The S3 error code in an answer. */
export function codeOf(answer: Answer): string {
  return /<Code>([^<]*)<\/Code>/.exec(answer.body.toString('utf8'))?.[1] ?? '';
}
