import { schools } from '@/db/schema';
import { askUpload, keepUpload, lookAtUpload, releaseFile, type Looked } from '@/lib/files/commands';
import type { ImageType } from '@/lib/files/rules';
import { AppError } from '@/lib/platform/errors';
import type { Asked, Context } from '@/lib/platform/perform';
import type { PresignedPut } from '@/lib/platform/storage';
import type { School } from '../queries';
import type { BrandingSlot } from '../schema';
import { palette } from './rules';
import { brandingSlots } from './uploads';

/** The school's own colour, or the product's; the answer warns when it cannot be read as it is. */
export async function changeAccent(ctx: Context, { accent, isDefault }: { accent: string; isDefault: boolean }, school: School): Promise<{ warning: string | null }> {
  const after = isDefault ? null : accent;
  await ctx.tx.update(schools).set({ accent: after });
  note(ctx, 'school.accent-changed', { before: { accent: school.accent }, after: { accent: after } });
  return { warning: after ? palette(after).warning : null };
}

/** Where the browser may send a picture. */
export async function askPicture(ctx: Context, { slot, ...file }: { slot: BrandingSlot; contentType: ImageType; size: number }): Promise<PresignedPut & { key: string }> {
  return askUpload(ctx, brandingSlots[slot], file);
}

type Sent = { slot: BrandingSlot; key: string };

/** Whether the picture has arrived and is one, before the school's row is held. */
export function lookAtPicture({ slot, key }: Sent, { actor }: Asked): Promise<Looked> {
  return lookAtUpload(actor, brandingSlots[slot], key);
}

/** The picture was sent and takes the place of the one before. */
export async function keepPicture(ctx: Context, { slot, key }: Sent, school: School, looked: Looked): Promise<void> {
  await keepUpload(ctx, brandingSlots[slot], looked);
  await releaseFile(ctx, keyOf(school, slot));
  await ctx.tx.update(schools).set(slot === 'logo' ? { logoKey: key } : { signatureKey: key });
  note(ctx, 'school.picture-changed', { slot });
}

export async function removePicture(ctx: Context, { slot }: { slot: BrandingSlot }, school: School): Promise<void> {
  const key = keyOf(school, slot);
  if (!key) throw new AppError('CONFLICT', `There is no ${slot} any more.`);
  await releaseFile(ctx, key);
  await ctx.tx.update(schools).set(slot === 'logo' ? { logoKey: null } : { signatureKey: null });
  note(ctx, 'school.picture-removed', { slot });
}

const keyOf = (school: School, slot: BrandingSlot) => (slot === 'logo' ? school.logoKey : school.signatureKey);

function note(ctx: Context, name: string, detail: Record<string, unknown>): void {
  ctx.record({ name, subjectId: 'school', tables: ['schools'], scopes: ['school'], detail });
}
