import { and, eq, isNull } from 'drizzle-orm';
import { staff, users } from '@/db/schema';
import { createAccounts } from '@/lib/accounts/commands';
import { invite } from '@/lib/accounts/invitations/commands';
import type { IssuedPassword } from '@/lib/accounts/passwords/commands';
import { AppError, type FieldErrors } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { takenContacts } from '@/lib/people/contacts/queries';
import { fullName, searchable } from '@/lib/people/rules';
import type { AddStaffInput } from './schema';

export type NewStaff = Omit<AddStaffInput, 'role' | 'invite'> & { role: AddStaffInput['role'] | 'super-admin' };

/** Puts one person on the staff list, with an account and a first password that is shown once. */
export async function addStaff(ctx: Context, input: NewStaff): Promise<IssuedPassword & { userId: string }> {
  const { title, surname, firstName, gender, role } = input;
  const name = fullName({ surname, firstName });
  await refuseTaken(ctx, input);
  const [account] = await createAccounts(ctx, [{ displayName: name, role, phone: input.phone || null, email: input.email || null }]);
  if (!account) throw new Error('the account was not made');
  await ctx.tx.insert(staff).values({ userId: account.id, title, surname, firstName, gender, searchName: searchable(name) });
  ctx.record({
    name: 'people.staff-added', subjectId: account.id, tables: ['staff'], scopes: ['school'], detail: { after: { name, role } },
  });
  return { name, username: account.username, password: account.password, userId: account.id };
}

export type AddedStaff = IssuedPassword | { name: string; username: string; invitedAt: string };

/** The same for the office, which may have the person written to; then nobody sees the first password. */
export async function addOrInviteStaff(ctx: Context, { invite: isInvited, ...input }: AddStaffInput): Promise<AddedStaff> {
  const { userId, ...slip } = await addStaff(ctx, input);
  if (!isInvited) return slip;
  const { sentTo } = await invite(ctx, null, { id: userId, status: 'pending', email: input.email });
  return { name: slip.name, username: slip.username, invitedAt: sentTo };
}

/** A phone or e-mail belongs to one account; the same name twice is asked about, not refused. */
async function refuseTaken(ctx: Context, input: NewStaff): Promise<void> {
  const fields: FieldErrors = await takenContacts(ctx.tx, input);
  if (!input.isAnother) {
    const [same] = await ctx.tx
      .select({ username: users.username })
      .from(staff)
      .innerJoin(users, eq(users.id, staff.userId))
      .where(and(eq(staff.searchName, searchable(fullName(input))), isNull(staff.leftOn)))
      .limit(1);
    if (same) fields.isAnother = `${fullName(input)} is on the staff list already (${same.username}). If this is another person, tick the box.`;
  }
  if (Object.keys(fields).length > 0) throw new AppError('INVALID', 'Please look at the marked fields.', { fields });
}
