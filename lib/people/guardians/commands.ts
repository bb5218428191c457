import { AppError } from '@/lib/platform/errors';
import { raiseAuthority } from '@/lib/accounts/authority/commands';
import { createAccounts } from '@/lib/accounts/commands';
import type { Context } from '@/lib/platform/perform';
import { fullName } from '@/lib/people/rules';
import { queueWithImports } from '../imports/commands';
import { writeGuardians } from '../imports/guardians/commands';
import { matchGuardians, type Guardian } from '../imports/guardians/rules';
import { findAccounts } from '../imports/queries';
import { findWards } from '../students/newcomers/queries';
import { writeLink } from './links/commands';
import { findLinkable } from './links/queries';
import { knownGuardianDoubt } from './known/rules';
import type { AddedGuardian, AddGuardianInput } from './schema';

/** One new guardian, or an account that the school has and the office has said yes to, with a first link that still has to be verified. */
export async function addGuardian(ctx: Context, input: AddGuardianInput): Promise<AddedGuardian> {
  await queueWithImports(ctx.tx);
  const guardian = await match(ctx, input);
  const slip = guardian.known ? null : await openAccount(ctx, guardian);
  await writeGuardians(ctx, [guardian], new Map(slip ? [[guardian.guardianId, { ...slip, userId: slip.id }]] : []));
  if (guardian.known && !guardian.known.guardianId) await raiseAuthority(ctx.tx, [guardian.known.userId]);
  const userId = guardian.known?.userId ?? slip?.id ?? '';
  ctx.record({
    name: 'people.guardian-added', subjectId: guardian.guardianId, tables: ['guardians', 'user_roles'], scopes: ['school', `user:${userId}`],
    detail: { after: { name: fullName(guardian) } },
  });
  if (input.studentId) await link(ctx, input, { guardianId: guardian.guardianId, userId });
  return {
    guardianId: guardian.guardianId, name: fullName(guardian), isLinked: Boolean(input.studentId),
    slip: slip && { name: fullName(guardian), username: slip.username, password: slip.password },
  };
}

async function match(ctx: Context, input: AddGuardianInput): Promise<Guardian> {
  const { is: _is, studentId: _student, relationship, ...cells } = input;
  const row = { ...cells, relationship: relationship || ('guardian' as const), row: 1, place: 1 as const };
  const accounts = await findAccounts(ctx.tx, new Set(input.phone ? [input.phone] : []), new Set(input.email ? [input.email] : []));
  const matched = matchGuardians([{ guardians: [row] }], accounts);
  const found = matched.of.get(row);
  const [problem] = matched.problems;
  if (problem || !found) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { phone: problem?.message ?? '' } });
  const { known } = found.guardian;
  if (!known) return found.guardian;
  const wards = (await findWards(ctx.tx, [known.userId])).get(known.userId) ?? [];
  const doubt = knownGuardianDoubt(known, { wards, isToBeLinked: Boolean(input.studentId), confirmed: input.is });
  if (doubt) throw new AppError('INVALID', 'Please look at the marked fields.', doubt);
  return found.guardian;
}

async function openAccount(ctx: Context, guardian: Guardian) {
  const name = fullName(guardian);
  const [account] = await createAccounts(ctx, [{ displayName: name, role: 'parent', phone: guardian.phone, email: guardian.email }]);
  if (!account) throw new Error('the account was not made');
  return { ...account, name };
}

async function link(ctx: Context, input: AddGuardianInput, guardian: { guardianId: string; userId: string }): Promise<void> {
  const student = await findLinkable(ctx.tx, { id: input.studentId ?? '' });
  if (!student) throw new AppError('NOT_FOUND', 'There is no such student.');
  await writeLink(ctx, { guardian, student, relationship: input.relationship || 'guardian', priority: 1, mayPickUp: false });
}
