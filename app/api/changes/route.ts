import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { pollChanges } from '@/lib/live/queries';
import { MAX_TOPICS } from '@/lib/live/schema';
import { currentMember } from '@/lib/platform/request/require-actor';
import { problem, route } from '@/lib/platform/request/route';

const query = z.object({ since: z.coerce.number().int().min(0), topics: z.array(z.string().max(100)).max(MAX_TOPICS) });

/** For pages without a socket: has anything I follow changed since this place in the feed? */
export const GET = route(async (request: NextRequest) => {
  const actor = await currentMember();
  if (!actor) return problem('UNAUTHENTICATED', 'Sign in first.');
  const given = query.safeParse({
    since: request.nextUrl.searchParams.get('since') ?? undefined,
    topics: request.nextUrl.searchParams.getAll('topic'),
  });
  if (!given.success) return problem('INVALID', 'Give ?since= and up to 40 topics.');
  return Response.json(await pollChanges(actor, given.data.topics, given.data.since));
});
