import { asSystem } from '@/lib/platform/system';
import type { Job } from '@/lib/platform/jobs';
import type { Writer } from '@/lib/platform/mail/outbox';
import { emptyBin } from './bin/purge/commands';
import { writeFactorLetter, writeInvitationLetter, writePasswordLetter, writeResetLetter } from './letters/commands';
import { forgetOldSessions } from './sessions/commands';

export const tidy: Job = {
  id: 'accounts.tidy',
  cron: '30 2 * * *',
  run: () => asSystem('accounts.tidy', forgetOldSessions),
};

export const emptyBinNightly: Job = {
  id: 'accounts.empty-bin',
  cron: '45 2 * * *',
  run: async () => void (await asSystem('accounts.empty-bin', emptyBin)),
};

/** The letters that events of this domain owe. */
export const writers: [event: string, writer: Writer][] = [
  ['accounts.reset-asked', writeResetLetter],
  ['accounts.invited', writeInvitationLetter],
  ['accounts.password-reset', writePasswordLetter],
  ['accounts.password-chosen', writePasswordLetter],
  ['accounts.password-issued', writePasswordLetter],
  ['accounts.second-factor-set', writeFactorLetter],
  ['accounts.second-factor-removed', writeFactorLetter],
  ['accounts.second-factor-reset', writeFactorLetter],
  ['accounts.recovery-codes-renewed', writeFactorLetter],
  ['accounts.recovery-code-used', writeFactorLetter],
];
