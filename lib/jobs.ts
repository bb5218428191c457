import * as accounts from '@/lib/accounts/jobs';
import * as absences from '@/lib/attendance/absences/jobs';
import * as files from '@/lib/files/jobs';
import { checkNext, CHECKS_CHANNEL } from '@/lib/history/checks/commands';
import * as history from '@/lib/history/checks/jobs';
import { IMPORTS_CHANNEL } from '@/lib/people/imports/office/commands';
import * as imports from '@/lib/people/imports/jobs';
import { workOnImport } from '@/lib/people/imports/work/commands';
import * as placements from '@/lib/people/students/placements/jobs';
import type { Job } from '@/lib/platform/jobs';
import type { Writer } from '@/lib/platform/mail/outbox';
import type { Handler } from '@/lib/platform/outbox';

/** Every scheduled job of every domain. */
export const jobs: Job[] = [accounts.tidy, accounts.emptyBinNightly, files.sweep, imports.tidy, placements.carryOut, history.checkAll, history.checkNew];

/** Who acts on which event after commit. */
export const handlers: ReadonlyMap<string, Handler> = new Map(absences.handlers);

/** Long work that waits in rows of its own; each call does the oldest piece, false when there is none; the channel says that there is a new one. */
export const queues: { channel: string; doOne: () => Promise<boolean> }[] = [
  { channel: IMPORTS_CHANNEL, doOne: workOnImport }, { channel: CHECKS_CHANNEL, doOne: checkNext },
];

/** Who writes the letter that an event owes. */
export const writers: ReadonlyMap<string, Writer> = new Map(accounts.writers);
