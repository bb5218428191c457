import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { publicReadPolicy } from '@/lib/platform/storage/buckets';
import { accepted, holds, refused, same, type Context, type Group } from '@/scripts/s3-check/check';
import { send } from '@/scripts/s3-check/raw';

async function put({ client, bucket }: Context, key: string): Promise<void> {
  await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'text', ContentType: 'image/png' }),
  );
}

function anonymous({ settings, bucket }: Context, method: string, path: string, body?: string) {
  return send({ endpoint: settings.endpoint, method, path: `/${bucket}${path}`, body });
}

export const access: Group = {
  theme: 'Who may read',
  checks: {
    'anyone may read below public/, whole, in part and its headers': async (context) => {
      await put(context, 'public/photo.png');
      const answer = await anonymous(context, 'GET', '/public/photo.png');
      same(
        [answer.status, answer.body.toString(), answer.headers['content-type']],
        [200, 'text', 'image/png'],
        'GET',
      );
      same((await anonymous(context, 'HEAD', '/public/photo.png')).status, 200, 'HEAD');
    },
    'nobody reads elsewhere without signing': async (context) => {
      await put(context, 'private/photo.png');
      refused(await anonymous(context, 'GET', '/private/photo.png'), 403, 'AccessDenied');
      same((await anonymous(context, 'HEAD', '/private/photo.png')).status, 403, 'HEAD');
    },
    'keys that only resemble public/ are private': async (context) => {
      await put(context, 'publicity.png');
      await put(context, 'x/public/photo.png');
      await put(context, 'private/secret.png');
      refused(await anonymous(context, 'GET', '/publicity.png'), 403, 'AccessDenied');
      refused(await anonymous(context, 'GET', '/x/public/photo.png'), 403, 'AccessDenied');
      for (const path of [
        '/public/../private/secret.png',
        '/public/%2e%2e/private/secret.png',
        '//public/photo.png',
      ]) {
        const answer = await anonymous(context, 'GET', path);
        holds(answer.status >= 400 && answer.status < 500, `${path} gave ${answer.status}`);
      }
    },
    'nobody learns which keys exist': async (context) => {
      refused(await anonymous(context, 'GET', '/private/missing.png'), 403, 'AccessDenied');
      refused(await anonymous(context, 'GET', '/public/missing.png'), 403, 'AccessDenied');
    },
    'nobody lists without signing': async (context) => {
      refused(await anonymous(context, 'GET', '/?list-type=2'), 403, 'AccessDenied');
      refused(await anonymous(context, 'GET', '/'), 403, 'AccessDenied');
      refused(await anonymous(context, 'GET', '?uploads'), 403, 'AccessDenied');
    },
    'nobody writes or removes without signing, not even below public/': async (context) => {
      await put(context, 'public/kept.png');
      refused(await anonymous(context, 'PUT', '/public/new.png', 'text'), 403, 'AccessDenied');
      refused(await anonymous(context, 'DELETE', '/public/kept.png'), 403, 'AccessDenied');
      refused(await anonymous(context, 'POST', '/public/new.png?uploads'), 403, 'AccessDenied');
      same((await anonymous(context, 'GET', '/public/kept.png')).status, 200, 'still there');
    },
    'nobody reads or changes the settings of a bucket without signing': async (context) => {
      refused(await anonymous(context, 'GET', '?policy'), 403, 'AccessDenied');
      refused(await anonymous(context, 'PUT', '?policy', '{}'), 403, 'AccessDenied');
      refused(await anonymous(context, 'DELETE', '?policy'), 403, 'AccessDenied');
      refused(await anonymous(context, 'DELETE', ''), 403, 'AccessDenied');
    },
    'response- parameters are refused without a signature': async (context) => {
      await put(context, 'public/typed.png');
      const answer = await anonymous(context, 'GET', '/public/typed.png?response-content-type=text/html');
      holds(answer.headers['content-type'] !== 'text/html', 'the type was replaced');
      refused(answer, 400, 'InvalidRequest');
    },
    'taking the policy away closes public/ at once, and it can be put back': async (context) => {
      const { client, bucket: Bucket } = context;
      await put(context, 'public/closed.png');
      const { Policy = '' } = await client.send(new GetBucketPolicyCommand({ Bucket }));
      holds(Policy.includes('/public/*'), 'the policy is not given back');
      await client.send(new DeleteBucketPolicyCommand({ Bucket }));
      refused(await anonymous(context, 'GET', '/public/closed.png'), 403, 'AccessDenied');
      await client.send(new PutBucketPolicyCommand({ Bucket, Policy: publicReadPolicy(Bucket) }));
      accepted(await anonymous(context, 'GET', '/public/closed.png'));
    },
    'a policy that is no policy is refused and changes nothing': async (context) => {
      const { client, bucket: Bucket } = context;
      await put(context, 'public/policy.png');
      const name = await client
        .send(new PutBucketPolicyCommand({ Bucket, Policy: '{"Statement": "everything"}' }))
        .catch((error: Error) => error.name);
      holds(name === 'MalformedPolicy' || name === 'InvalidArgument', `got ${String(name)}`);
      accepted(await anonymous(context, 'GET', '/public/policy.png'));
    },
  },
};
