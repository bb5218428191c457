import { z } from 'zod';
import { S3Error } from '@/scripts/object-store/errors';

export interface BucketPolicy {
  readable: string[];
}

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]).transform((value) => [value].flat());

const schema = z.object({
  Version: z.string().optional(),
  Id: z.string().optional(),
  Statement: z
    .union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown())).min(1)])
    .transform((value) => [value].flat()),
});

const statementSchema = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.string(), z.strictObject({ AWS: oneOrMore })]),
  Action: oneOrMore,
  Resource: oneOrMore,
});

/** Reads a policy. What this store would not enforce (Deny, conditions, other actions) is refused when it is set. */
export function parsePolicy(text: string, bucket: string): BucketPolicy {
  const policy = schema.safeParse(parseJson(text));
  if (!policy.success) throw new S3Error('MalformedPolicy');
  return { readable: policy.data.Statement.flatMap((statement) => readableIn(statement, bucket)) };
}

/** Whether anyone may read this key. */
export function anyoneMayRead(policy: BucketPolicy | null, key: string): boolean {
  return policy?.readable.some((pattern) => matches(pattern, key)) ?? false;
}

function readableIn(raw: Record<string, unknown>, bucket: string): string[] {
  for (const name of ['Condition', 'NotAction', 'NotPrincipal', 'NotResource'])
    if (name in raw) throw new S3Error('NotImplemented', `Policies with ${name} are not offered.`);
  const parsed = statementSchema.safeParse(raw);
  if (!parsed.success) throw new S3Error('MalformedPolicy');
  const { Effect, Principal, Action, Resource } = parsed.data;
  const principals = typeof Principal === 'string' ? [Principal] : Principal.AWS;
  const offered =
    Effect === 'Allow' && principals.every((p) => p === '*') && Action.every((a) => a === 's3:GetObject');
  if (!offered) throw new S3Error('NotImplemented', 'Policies may only allow everyone s3:GetObject.');
  return Resource.map((resource) => {
    const start = `arn:aws:s3:::${bucket}/`;
    if (!resource.startsWith(start))
      throw new S3Error('MalformedPolicy', 'A resource is not in this bucket.');
    return resource.slice(start.length);
  });
}

/** Wildcards * and ?, matched without a regular expression so that no pattern can be slow. */
export function matches(pattern: string, key: string): boolean {
  let [p, k, star, resume] = [0, 0, -1, 0];
  while (k < key.length) {
    if (pattern[p] === '*') {
      star = p;
      resume = k;
      p += 1;
    } else if (pattern[p] === '?' || pattern[p] === key[k]) {
      p += 1;
      k += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      k = resume;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new S3Error('MalformedPolicy');
  }
}
