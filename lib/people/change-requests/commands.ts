import { eq } from 'drizzle-orm';
import { changeRequests, notifications } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { schoolDay } from '@/lib/platform/dates';
import { AppError, type FieldErrors } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { getSchool } from '@/lib/school/queries';
import { takenContacts } from '../contacts/queries';
import { readMedical } from '../students/medical/queries';
import { applyChange } from './forms/commands';
import { decisionNotice } from './notify';
import { stillConcerns, type ChangeRequest } from './queries';
import { askedChanges, isMedical } from './rules';
import type { RequestChangesInput } from './schema';

type Changeable = { studentId: string | null; userId: string; current: Partial<Record<string, string>> };

/** Puts what a guardian typed differently before the office: one request per field, one open at a time. */
export async function requestChanges(ctx: Context, input: RequestChangesInput, about: Changeable): Promise<{ count: number }> {
  const { about: _about, ...typed } = input;
  const { id: by } = requirePerson(ctx.actor);
  const current = about.studentId ? { ...about.current, ...(await readMedical(ctx.tx, about.studentId)) } : about.current;
  const asked = askedChanges(typed, current);
  if (asked.length === 0) throw new AppError('INVALID', 'Nothing was changed.');
  if (!about.studentId) {
    const { phone = '', email = '' }: Partial<Record<string, string>> = { ...current, ...Object.fromEntries(asked.map((one) => [one.field, one.after])) };
    await refuseContacts(ctx, { phone, email }, by);
  }
  const made = await ctx.tx.insert(changeRequests)
    .values(asked.map((one) => ({ ...one, requestedBy: by, studentId: about.studentId }))).onConflictDoNothing()
    .returning({ id: changeRequests.id, field: changeRequests.field });
  const waiting = asked.filter((one) => !made.some((other) => other.field === one.field));
  if (waiting.length > 0) {
    throw new AppError('INVALID', 'Please look at the marked fields.', {
      fields: Object.fromEntries(waiting.map((one) => [one.field, 'The school has been asked to change this already. Wait for its answer, or take that request back first.'])),
    });
  }
  for (const { id, field } of made) {
    ctx.record({
      name: 'people.change-requested', subjectId: about.studentId ?? by, tables: ['change_requests'], scopes: ['school', `user:${by}`],
      detail: { field, requestId: id },
    });
  }
  return { count: made.length };
}

async function refuseContacts(ctx: Context, contacts: { phone: string; email: string }, userId: string): Promise<void> {
  const fields: FieldErrors = await takenContacts(ctx.tx, contacts, userId);
  // Whose it is, is not for a family to know.
  for (const name of Object.keys(fields)) fields[name] = 'Another account has this already. Please speak to the school office.';
  if (contacts.phone === '' && contacts.email === '') fields.phone = 'The school needs one way to reach you: keep a phone number or an e-mail address.';
  if (Object.keys(fields).length > 0) throw new AppError('INVALID', 'Please look at the marked fields.', { fields });
}

/** Opens a request with what stands and what is asked for; a look at something medical is written down. */
export async function openRequest(ctx: Context, _: unknown, request: ChangeRequest): Promise<ChangeRequest> {
  if (isMedical(request.field) && request.studentId) {
    ctx.record({ name: 'people.medical-opened', subjectId: request.studentId, tables: [], scopes: [], detail: {} });
  }
  return request;
}

/** Does what the family asked for, unless the record has changed since the office looked. */
export async function approveChange(ctx: Context, { now }: { now: string }, request: ChangeRequest): Promise<void> {
  refuseDecided(request);
  if (request.now !== now) throw new AppError('CONFLICT', 'The record was changed while you were looking. Look at what it says now.');
  await applyChange(ctx, request);
  await settle(ctx, request, { state: 'approved', reason: '' });
}

/** Says no, with a reason that the family reads. */
export async function declineChange(ctx: Context, { reason }: { reason: string }, request: ChangeRequest): Promise<void> {
  refuseDecided(request);
  await settle(ctx, request, { state: 'declined', reason });
}

/** The family does not want it any more. */
export async function withdrawChange(ctx: Context, _: unknown, request: ChangeRequest): Promise<void> {
  refuseDecided(request);
  await ctx.tx.update(changeRequests).set({ state: 'withdrawn', decidedAt: ctx.now }).where(eq(changeRequests.id, request.id));
  ctx.record({
    name: 'people.change-withdrawn', subjectId: request.studentId ?? request.requestedBy, tables: ['change_requests'],
    scopes: ['school', `user:${request.requestedBy}`], detail: { field: request.field },
  });
}

function refuseDecided({ state }: ChangeRequest): void {
  if (state !== 'open') throw new AppError('CONFLICT', `This request was ${state} already.`);
}

async function settle(ctx: Context, request: ChangeRequest, { state, reason }: { state: 'approved' | 'declined'; reason: string }): Promise<void> {
  const by = requirePerson(ctx.actor).id;
  await ctx.tx.update(changeRequests).set({ state, reason, decidedAt: ctx.now, decidedBy: by }).where(eq(changeRequests.id, request.id));
  const { timeZone } = await getSchool(ctx.tx);
  // Whoever is not a guardian any more is told nothing about the child.
  if (await stillConcerns(ctx.tx, request)) {
    await ctx.tx.insert(notifications).values({
      userId: request.requestedBy, subjectId: request.studentId ?? request.requestedBy, day: schoolDay(ctx.now, timeZone),
      ...decisionNotice({ ...request, state, reason }),
    });
  }
  const values = isMedical(request.field) ? {} : { before: request.now, after: state === 'approved' ? request.after : request.now };
  ctx.record({
    name: `people.change-${state}`, subjectId: request.studentId ?? request.requestedBy, tables: ['change_requests', 'notifications'],
    scopes: ['school', `user:${request.requestedBy}`], detail: { field: request.field, reason, ...values },
  });
}
