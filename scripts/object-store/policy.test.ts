import { expect, it } from 'vitest';
import { publicReadPolicy } from '@/lib/platform/storage/buckets';
import { anyoneMayRead, matches, parsePolicy } from '@/scripts/object-store/policy';
import { timed } from '@/tests/support/pace';

const allow = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::photos/public/*',
};
const policyOf = (...statements: object[]) =>
  parsePolicy(JSON.stringify({ Statement: statements }), 'photos');
const code = (value: string) => expect.objectContaining({ code: value });

it('the policy of the application opens public/ and nothing else', () => {
  const policy = parsePolicy(publicReadPolicy('photos'), 'photos');
  expect(anyoneMayRead(policy, 'public/a/b.png')).toBe(true);
  for (const key of ['private/a.png', 'publicity.png', 'public', 'x/public/a.png', 'Public/a.png'])
    expect(anyoneMayRead(policy, key)).toBe(false);
});

it('without a policy nobody reads', () => expect(anyoneMayRead(null, 'public/a.png')).toBe(false));

it('what would not be enforced is refused when it is set', () => {
  const unoffered = [
    { ...allow, Effect: 'Deny' },
    { ...allow, Action: ['s3:GetObject', 's3:PutObject'] },
    { ...allow, Action: 's3:*' },
    { ...allow, Principal: { AWS: ['arn:aws:iam::1:user/grace'] } },
    { ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    { ...allow, NotAction: 's3:GetObject' },
  ];
  for (const statement of unoffered) expect(() => policyOf(statement)).toThrow(code('NotImplemented'));
});

it('what is no policy, or is for another bucket, is refused', () => {
  for (const text of ['', '{', '[]', '{}', '{"Statement":[]}', '{"Statement":"all"}', '{"Statement":[{}]}'])
    expect(() => parsePolicy(text, 'photos')).toThrow(code('MalformedPolicy'));
  const elsewhere = { ...allow, Resource: 'arn:aws:s3:::photos2/public/*' };
  expect(() => policyOf(elsewhere)).toThrow(code('MalformedPolicy'));
});

it('wildcards match as they do in S3', () => {
  const cases: [string, string, boolean][] = [
    ['*', '', true],
    ['public/*', 'public/', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-c-d', false],
    ['?', 'x', true],
    ['?', '', false],
    ['a.c', 'abc', false],
  ];
  for (const [pattern, key, expected] of cases)
    expect([pattern, key, matches(pattern, key)]).toEqual([pattern, key, expected]);
});

it('a pattern full of wildcards is not slow', async () => {
  const look = (wildcards: number) =>
    timed(async () => expect(matches('*a'.repeat(wildcards), 'a'.repeat(5 * wildcards) + 'b')).toBe(false));
  const pace = await look(20);
  // Ten times both lengths may be a hundred times the work, and never two to the power of them.
  expect(await look(200)).toBeLessThan(Math.max(500, 1_000 * pace));
});
