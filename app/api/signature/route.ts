import { can } from '@/lib/platform/authz';
import { currentMember } from '@/lib/platform/request/require-actor';
import { problem, route } from '@/lib/platform/request/route';
import { readSignature } from '@/lib/school/branding/queries';
import { changeSettings } from '@/lib/school/policy';

/** The signature as the office sees it; papers get it from the server itself. */
export const GET = route(async () => {
  const actor = await currentMember();
  if (!actor) return problem('UNAUTHENTICATED', 'Sign in first.');
  if (!can(actor, changeSettings, undefined)) return problem('NOT_FOUND', 'There is no such picture.');
  const signature = await readSignature();
  if (!signature) return new Response(null, { status: 204 });
  return new Response(signature.bytes, { headers: { 'content-type': signature.contentType, 'cache-control': 'private, no-store' } });
});
