import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { storedFiles } from '@/db/schema';
import type { Actor } from '@/lib/platform/actor';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/perform';
import { reading } from '@/lib/platform/scope';
import { headObject, presignPut, readFirstBytes, removeObject, type PresignedPut } from '@/lib/platform/storage';
import { asSystem } from '@/lib/platform/system';
import { ENOUGH_BYTES, imageType, saySize, type ImageType } from './rules';
import type { Slot } from './schema';

const PUT_SECONDS = 300;

type Announced = { contentType: ImageType; size: number };

/** Lets the browser send one file of this size and type to a key nobody can guess; it is a file only once it is kept. */
export async function askUpload(ctx: Context, slot: Slot, { contentType, size }: Announced): Promise<PresignedPut & { key: string }> {
  if (!slot.types.includes(contentType)) throw new AppError('INVALID', 'Choose a PNG, JPEG or WebP picture.');
  if (size > slot.most) throw new AppError('INVALID', `That picture is larger than ${saySize(slot.most)}. Choose a smaller one.`);
  const key = `${slot.prefix}/${randomUUID()}`;
  const put = await presignPut({ bucket: slot.bucket, key, contentType, contentLength: size, expiresInSeconds: PUT_SECONDS });
  await ctx.tx.insert(storedFiles).values({
    key, bucket: slot.bucket, slot: slot.name, contentType, size, askedBy: askedBy(ctx.actor), askedAt: ctx.now,
  });
  return { ...put, key };
}

/** What was found in the store, before the transaction that keeps it; a file there cannot be replaced by another. */
export type Looked = { key: string };

/** Looks at a file that was sent: it must be there, of the announced size, and really be what it was announced as. */
export async function lookAtUpload(actor: Actor, slot: Slot, key: string): Promise<Looked> {
  const file = await reading(actor, undefined, (tx) => findAsked(tx, actor, slot, key));
  const place = { bucket: file.bucket, key };
  const stored = await headObject(place);
  if (!stored) throw new AppError('CONFLICT', 'The picture has not arrived in the store. Choose it again.');
  const real = imageType(await readFirstBytes({ ...place, length: ENOUGH_BYTES }));
  if (stored.contentLength !== file.size || real !== file.contentType) {
    throw new AppError('INVALID', 'That file is not the picture it was said to be. Choose a PNG, JPEG or WebP picture.');
  }
  return { key };
}

/** Accepts a file that was looked at. */
export async function keepUpload(ctx: Context, slot: Slot, { key }: Looked): Promise<void> {
  await findAsked(ctx.tx, ctx.actor, slot, key);
  await ctx.tx.update(storedFiles).set({ keptAt: ctx.now }).where(eq(storedFiles.key, key));
}

/** A file that this actor asked to send and nobody has kept or swept, held to the end of the transaction. */
async function findAsked(tx: Tx, actor: Actor, slot: Slot, key: string) {
  const asked = askedBy(actor);
  const [file] = await tx
    .select()
    .from(storedFiles)
    .where(and(
      eq(storedFiles.key, key), eq(storedFiles.slot, slot.name), isNull(storedFiles.keptAt), isNull(storedFiles.releasedAt),
      asked ? eq(storedFiles.askedBy, asked) : isNull(storedFiles.askedBy),
    ))
    .for('update');
  if (!file) throw new AppError('CONFLICT', 'That upload is not known any more. Choose the picture again.');
  return file;
}

/** Nothing points at the file any more; it is removed a day later, when no page still shows it. */
export async function releaseFile(ctx: Context, key: string | null): Promise<void> {
  if (key) await ctx.tx.update(storedFiles).set({ releasedAt: ctx.now }).where(eq(storedFiles.key, key));
}

const DAY_MS = 86_400_000;
const AT_ONCE = 100;

/** Removes what was never kept, and what was released, a day later. */
export async function sweepFiles(): Promise<number> {
  const rows = await asSystem('files.sweep', async ({ tx, now }) => {
    const due = over(new Date(now.getTime() - DAY_MS));
    const found = await tx.select({ key: storedFiles.key, bucket: storedFiles.bucket }).from(storedFiles).where(due)
      .limit(AT_ONCE).for('update', { skipLocked: true });
    // From here nobody can keep what is about to go.
    await tx.update(storedFiles).set({ releasedAt: sql`coalesce(${storedFiles.releasedAt}, ${storedFiles.askedAt})` })
      .where(inArray(storedFiles.key, found.map(({ key }) => key)));
    return found;
  });
  for (const { bucket, key } of rows) {
    await removeObject({ bucket, key });
    await asSystem('files.sweep', ({ tx }) => tx.delete(storedFiles).where(eq(storedFiles.key, key)));
  }
  return rows.length;
}

const over = (before: Date) => or(
  lt(storedFiles.releasedAt, before),
  and(isNull(storedFiles.keptAt), lt(storedFiles.askedAt, before)),
);

const askedBy = (actor: Actor) => (actor.kind === 'person' ? actor.id : null);
