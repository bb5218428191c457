import { sealed } from '@/lib/accounts/second-factor/queries';
import type { School } from './school';

/** The secret in everybody's phone. */
export const PHONE = Buffer.from('a phone in the proof');

/** Everybody has a phone that counts already, or one that is being set up. */
export async function phonesFor({ footprint: { owner }, ids }: School, state: 'set' | 'pending'): Promise<void> {
  for (const userId of Object.values(ids.users)) {
    const secret = sealed(PHONE, userId);
    if (state === 'set') await owner`insert into second_factors (user_id, sealed_secret, set_at) values (${userId}, ${secret}, now())`;
    else await owner`insert into second_factors (user_id, pending_secret, pending_since) values (${userId}, ${secret}, now())`;
  }
}

export async function noPhones({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from second_factors`;
}
