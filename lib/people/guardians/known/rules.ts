import type { FieldErrors } from '@/lib/platform/errors';
import { fullName } from '@/lib/people/rules';
import type { KnownAccount } from '../../imports/guardians/rules';
import { listed } from '@/lib/platform/sentences';

type About = { wards: readonly string[]; isToBeLinked: boolean; confirmed: string | undefined };

/** What is asked when a number or address is known: "This is Mrs Okafor, guardian of Tunde". Null after a yes to this account. */
export function knownGuardianDoubt(known: KnownAccount, { wards, isToBeLinked, confirmed }: About): { fields: FieldErrors; data: { is: string } } | null {
  const who = `${fullName(known)}${wards.length > 0 ? `, guardian of ${listed(wards)}` : ` (${known.username})`}`;
  const data = { is: known.userId };
  if (known.guardianId && !isToBeLinked) return { fields: { phone: `This is ${who}, who is on the list of guardians already.` }, data };
  if (confirmed === known.userId) return null;
  return { fields: { is: `This is ${who}. To go on with the same person, tick the box; or give another number.` }, data };
}
