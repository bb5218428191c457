import type { Purpose } from '@/lib/accounts/links/rules';
import type { Footprint } from './footprint';

/** The id of the one link that the proof holds. */
export const LINK = '6f7a1c1e-0d5a-4c0e-9a55-3f1d2b7c8e90';

/** A link that is open for an hour, as a letter would carry it. */
export async function openLink({ owner }: Footprint, purpose: Purpose, userId: string): Promise<void> {
  await owner`insert into account_links (id, purpose, user_id, expires_at) values (${LINK}, ${purpose}, ${userId}, now() + interval '1 hour')`;
}

export async function forgetLinks({ footprint }: { footprint: Footprint }): Promise<void> {
  await footprint.owner`delete from account_links`;
}
