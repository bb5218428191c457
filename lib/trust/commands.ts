import { askCheck } from '@/lib/history/checks/commands';
import type { Context } from '@/lib/platform/perform';

/** Asks the worker to follow the hash chain of the whole history. */
export async function askVerification(ctx: Context): Promise<void> {
  await askCheck(ctx.tx, 'all');
  ctx.record({ name: 'trust.verification-asked', subjectId: 'school', tables: [], scopes: [], detail: {} });
}
