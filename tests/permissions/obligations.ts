import type { Obligation } from './cells';

/** Where an obligation of a built cell is proved. */
export const provedBy: Partial<Record<Obligation, string>> = {
  re: 'lib/accounts/commands.test.ts: the present password is asked for',
  '2p': 'lib/accounts/super-admins/commands.test.ts: one asks, another confirms; the database refuses one who does both',
  aud: 'each allowed act of such a cell must leave an event with its actor (proof.ts)',
};

/** Obligations that built cells name and the product does not have yet; a change of either side must change this list. */
export const notBuilt: Record<string, string> = {
  'A26 win7': 'stricter for now: a teacher corrects on the same day only, later days are the office’s (A27)',
};
