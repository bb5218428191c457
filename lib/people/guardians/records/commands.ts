import { eq } from 'drizzle-orm';
import { guardians, users } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { takenContacts } from '@/lib/people/contacts/queries';
import { fullName, searchable } from '@/lib/people/rules';
import { settleEdit } from '../../edits/commands';
import { beforeOf } from '../../edits/rules';
import type { Edited } from '../../edits/schema';
import { recordOf } from './rules';
import type { EditGuardianInput, GuardianRecordFields } from './schema';

type Guardian = Parameters<typeof recordOf>[0] & { id: string; userId: string };

/** Writes what the office changed about a guardian; phone and e-mail are those of the account. */
export async function editGuardian(ctx: Context, input: EditGuardianInput, guardian: Guardian): Promise<Edited> {
  const { guardianId, seen, ...typed } = input;
  const fields = await takenContacts(ctx.tx, typed, guardian.userId);
  if (Object.keys(fields).length > 0) throw new AppError('INVALID', 'Please look at the marked fields.', { fields });
  const current = recordOf(guardian);
  const changes = await settleEdit(ctx, { subjectId: guardianId, seen, current, typed });
  // The changes are a part of what the schema has read.
  const after = { ...current, ...(changes as Partial<GuardianRecordFields>) };
  const names = { surname: after.surname, firstName: after.first_name };
  await ctx.tx.update(guardians)
    .set({ ...names, searchName: searchable(fullName(names)), occupation: after.occupation }).where(eq(guardians.id, guardianId));
  await ctx.tx.update(users)
    .set({ displayName: fullName(names), phone: after.phone || null, email: after.email || null }).where(eq(users.id, guardian.userId));
  ctx.record({
    name: 'people.guardian-edited', subjectId: guardianId, tables: ['guardians', 'users'], scopes: ['school', `user:${guardian.userId}`],
    detail: { before: beforeOf(current, changes), after: changes },
  });
  return { before: current, after };
}
