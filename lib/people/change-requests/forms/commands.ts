import { eq } from 'drizzle-orm';
import { students, users } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { takenContacts } from '../../contacts/queries';
import { writeMedical } from '../../students/medical/commands';
import { readMedical } from '../../students/medical/queries';
import { isMedical, isMissingChild, isOwn } from '../rules';
import { isLinkedSince } from './queries';

type Change = { field: string; before: string; after: string; now: string; studentId: string | null; requestedBy: string; createdAt: Date };

/** Writes the value of an approved request into the record it is about. */
export async function applyChange(ctx: Context, change: Change): Promise<void> {
  if (isMissingChild(change.field)) return requireLink(ctx, change);
  if (isOwn(change.field)) return writeContact(ctx, change);
  const { studentId } = change;
  if (!studentId) throw new Error('a change of a child without the child');
  if (isMedical(change.field)) {
    const medical = await readMedical(ctx.tx, studentId);
    await writeMedical(ctx, studentId, { ...medical, [change.field]: change.after });
    ctx.record({
      name: 'people.medical-edited', subjectId: studentId, tables: ['students'], scopes: ['school', `student:${studentId}`],
      detail: { before: { [change.field]: change.now }, after: { [change.field]: change.after } },
    });
    return;
  }
  const columns = { address: 'address', emergency_name: 'emergencyName', emergency_phone: 'emergencyPhone' } as const;
  await ctx.tx.update(students).set({ [columns[change.field as keyof typeof columns]]: change.after }).where(eq(students.id, studentId));
}

/** Who the child is, only a person can see: the office links on the guardian's page, and then says that it is done. */
async function requireLink(ctx: Context, change: Change): Promise<void> {
  if (await isLinkedSince(ctx.tx, change)) return;
  throw new AppError('LOCKED', 'No child has been linked and verified since this was asked. Do that on the guardian’s page first, or decline.');
}

async function writeContact(ctx: Context, { field, after, requestedBy }: Change): Promise<void> {
  const taken = await takenContacts(ctx.tx, { phone: '', email: '', [field]: after }, requestedBy);
  const problem = taken.phone ?? taken.email;
  if (problem) throw new AppError('LOCKED', `${problem.split('.')[0]}. This request can only be declined.`);
  await ctx.tx.update(users).set({ [field]: after || null }).where(eq(users.id, requestedBy));
}
