import { eq } from 'drizzle-orm';
import { guardianLinks } from '@/db/schema';
import { raiseAuthority } from '@/lib/accounts/authority/commands';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { findMeant, type Link, type LinkableStudent } from './queries';
import { meantProblem } from './rules';
import type { EditLinkInput, LinkGuardianInput } from './schema';

/** Links a guardian to one more child; until somebody verifies it, it shows nothing. */
export async function linkGuardian(ctx: Context, input: LinkGuardianInput, guardian: { id: string; userId: string }): Promise<{ name: string }> {
  const meant = await findMeant(ctx.tx, input.student);
  const [student] = meant;
  const problem = meantProblem(meant);
  if (problem || !student) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { student: problem ?? '' } });
  const { relationship, priority, mayPickUp } = input;
  await writeLink(ctx, { guardian: { guardianId: guardian.id, userId: guardian.userId }, student, relationship, priority, mayPickUp });
  return { name: student.name };
}

type NewLink = {
  guardian: { guardianId: string; userId: string }; student: LinkableStudent; relationship: string; priority: number; mayPickUp: boolean;
};

/** A link as it begins: not verified. */
export async function writeLink(ctx: Context, { guardian, student, relationship, priority, mayPickUp }: NewLink): Promise<void> {
  const made = await ctx.tx.insert(guardianLinks)
    .values({ guardianId: guardian.guardianId, studentId: student.id, relationship, priority, mayPickUp })
    .onConflictDoNothing().returning({ id: guardianLinks.id });
  if (made.length === 0) throw new AppError('INVALID', 'Please look at the marked fields.', { fields: { student: `${student.name} is linked already.` } });
  ctx.record({
    name: 'people.guardian-linked', subjectId: guardian.guardianId, tables: ['guardian_links'], scopes: ['school', `student:${student.id}`],
    detail: { after: { child: student.name, relationship } },
  });
}

/** The office has looked: from now on this guardian sees the child. A restriction is lifted by it. */
export async function verifyLink(ctx: Context, _: unknown, link: Link): Promise<void> {
  if (link.endedAt || link.verifiedAt) throw new AppError('CONFLICT', link.endedAt ? 'This link has ended. Make a new one.' : 'This link is verified already.');
  await ctx.tx.update(guardianLinks)
    .set({ verifiedAt: ctx.now, verifiedBy: actorId(ctx), restrictedAt: null, restrictedBy: null }).where(eq(guardianLinks.id, link.id));
  await announce(ctx, link, 'people.guardian-link-verified');
}

/** The link stays on paper and shows nothing any more, at once. */
export async function restrictLink(ctx: Context, _: unknown, link: Link): Promise<void> {
  if (link.endedAt || link.restrictedAt) throw new AppError('CONFLICT', 'This link shows nothing already.');
  await ctx.tx.update(guardianLinks)
    .set({ verifiedAt: null, restrictedAt: ctx.now, restrictedBy: actorId(ctx) }).where(eq(guardianLinks.id, link.id));
  await announce(ctx, link, 'people.guardian-link-restricted');
}

/** This person is not a guardian of the child any more, at once. */
export async function endLink(ctx: Context, _: unknown, link: Link): Promise<void> {
  if (link.endedAt) throw new AppError('CONFLICT', 'This link has ended already.');
  await ctx.tx.update(guardianLinks).set({ endedAt: ctx.now, endedBy: actorId(ctx) }).where(eq(guardianLinks.id, link.id));
  await announce(ctx, link, 'people.guardian-link-ended');
}

/** Relationship, who is called first, who may pick up. */
export async function editLink(ctx: Context, input: EditLinkInput, link: Link): Promise<void> {
  const { linkId: _id, ...after } = input;
  const before = { relationship: link.relationship, priority: link.priority, mayPickUp: link.mayPickUp };
  if (link.endedAt) throw new AppError('CONFLICT', 'This link has ended.');
  if (JSON.stringify(after) === JSON.stringify(before)) throw new AppError('INVALID', 'Nothing was changed.');
  await ctx.tx.update(guardianLinks).set(after).where(eq(guardianLinks.id, link.id));
  ctx.record({
    name: 'people.guardian-link-edited', subjectId: link.guardianId, tables: ['guardian_links'], scopes: ['school', `student:${link.studentId}`],
    detail: { before: said(before), after: said(after) },
  });
}

const said = (link: { relationship: string; priority: number; mayPickUp: boolean }) => ({
  relationship: link.relationship, 'is called': String(link.priority), 'may pick up': link.mayPickUp ? 'yes' : 'no',
});

async function announce(ctx: Context, link: Link, name: string): Promise<void> {
  await raiseAuthority(ctx.tx, [link.userId]);
  ctx.record({
    // An open page of the guardian follows the sign-ins of its person: it fetches itself again, and finds what is left.
    name, subjectId: link.guardianId, tables: ['guardian_links', 'sessions'],
    scopes: ['school', `user:${link.userId}`, `student:${link.studentId}`], detail: { child: link.studentName, studentId: link.studentId },
  });
}

const actorId = (ctx: Context) => (ctx.actor.kind === 'person' ? ctx.actor.id : null);
