import type { NextRequest } from 'next/server';
import { places } from '@/components/portal/places';
import { peopleSearch } from '@/lib/people/schema';
import { can } from '@/lib/platform/authz';
import { countUse } from '@/lib/platform/limits';
import { currentMember } from '@/lib/platform/request/require-actor';
import { problem, route } from '@/lib/platform/request/route';
import { everywhere } from '@/lib/search/policy';
import { findPeople } from '@/lib/search/queries';
import type { SearchAnswer } from '@/lib/search/schema';

const SHOWN = 4;

// Somebody who types without a pause asks about five times a second, for a few seconds.
const limit = { points: 120, seconds: 60 };

/** For the palette: the people who fit; without a question, the places to go. */
export const GET = route(async (request: NextRequest) => {
  const actor = await currentMember();
  if (!actor) return problem('UNAUTHENTICATED', 'You are signed out. Sign in again.');
  if (!can(actor, everywhere, undefined)) return problem('FORBIDDEN', `You may not ${everywhere.says}.`);
  await countUse('search', actor.id, limit);
  const { q } = peopleSearch.parse({ q: request.nextUrl.searchParams.get('q') ?? '' });
  const answer: SearchAnswer = { places: q === '' ? places(actor) : [], found: await findPeople(actor, { q, shown: SHOWN }) };
  return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } });
});
