import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckedBody } from '@/scripts/object-store/body';
import type { Bucket, ObjectMeta } from '@/scripts/object-store/bucket';
import { errorCode, nullIfMissing, S3Error } from '@/scripts/object-store/errors';
import * as files from '@/scripts/object-store/files';
import { compareKeys } from '@/scripts/object-store/key-index';

export interface Upload {
  id: string;
  key: string;
  startedAt: string;
  headers: Record<string, string>;
}

export interface Part {
  number: number;
  etag: string;
  modified: string;
  size: number;
}

type PartMeta = Omit<Part, 'size'>;

const smallestPart = 5 * 1024 * 1024;

/** Starts an upload; nothing is visible under the key until it is completed. */
export async function startUpload(bucket: Bucket, upload: Omit<Upload, 'id'>): Promise<string> {
  const id = randomBytes(24).toString('hex');
  const folder = folderOf(bucket, id);
  await files.makeFolder(folder);
  await files.writeTextFile(bucket.temporary, join(folder, 'upload.json'), JSON.stringify({ ...upload, id }));
  return id;
}

/** The upload of that id, if it is for that key. */
export async function getUpload(bucket: Bucket, id: string, key: string): Promise<Upload> {
  const upload = await readUpload(bucket, id);
  if (upload?.key !== key) throw new S3Error('NoSuchUpload');
  return upload;
}

/** Every upload under way, in the order S3 lists them. */
export async function listUploads(bucket: Bucket): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const id of await readdir(join(bucket.folder, 'uploads'))) {
    const upload = await readUpload(bucket, id);
    if (upload) uploads.push(upload);
  }
  return uploads.sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.id, b.id));
}

/** Keeps one part, replacing an earlier one of the same number. */
export async function keepPart(
  bucket: Bucket,
  id: string,
  part: Omit<PartMeta, 'etag'>,
  body: CheckedBody,
): Promise<void> {
  const describe = (): PartMeta => ({ ...part, etag: body.etag });
  const temporary = await files.writeSealed(bucket.temporary, body, describe);
  try {
    await files.moveIntoPlace(temporary, partPath(bucket, id, part.number));
  } catch (error) {
    await rm(temporary, { force: true });
    if (errorCode(error) === 'ENOENT') throw new S3Error('NoSuchUpload');
    throw error;
  }
}

/** The parts received so far, by number. */
export async function listParts(bucket: Bucket, id: string): Promise<Part[]> {
  const names = (await nullIfMissing(readdir(folderOf(bucket, id)))) ?? [];
  const parts: Part[] = [];
  for (const name of names.filter((entry) => /^\d+$/.test(entry))) {
    const part = await nullIfMissing(files.readSealed<PartMeta>(join(folderOf(bucket, id), name)));
    if (part) parts.push({ ...part.meta, size: part.size });
  }
  return parts.sort((a, b) => a.number - b.number);
}

/** Joins the chosen parts into one temporary file ready to be committed. */
export async function joinParts(
  bucket: Bucket,
  upload: Upload,
  chosen: { number: number; etag: string }[],
  modified: string,
): Promise<{ temporary: string; etag: string }> {
  const parts = choose(await listParts(bucket, upload.id), chosen);
  const md5s = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  const etag = `${createHash('md5').update(md5s).digest('hex')}-${parts.length}`;
  async function* bodies(): AsyncGenerator<Buffer> {
    for (const part of parts) yield* files.streamBody(partPath(bucket, upload.id, part.number), part.size);
  }
  const describe = (): ObjectMeta => ({ key: upload.key, etag, modified, headers: upload.headers });
  return { temporary: await files.writeSealed(bucket.temporary, bodies(), describe), etag };
}

/** Forgets an upload and its parts, at once: a part that arrives later finds no folder. */
export async function dropUpload(bucket: Bucket, id: string): Promise<void> {
  const grave = join(bucket.temporary, randomUUID());
  await nullIfMissing(rename(folderOf(bucket, id), grave));
  await rm(grave, { recursive: true, force: true });
}

function choose(present: Part[], chosen: { number: number; etag: string }[]): Part[] {
  const ascending = chosen.every(({ number }, position) => number > (chosen[position - 1]?.number ?? 0));
  if (!ascending) throw new S3Error('InvalidPartOrder');
  return chosen.map(({ number, etag }, position) => {
    const part = present.find((candidate) => candidate.number === number);
    if (!part || part.etag !== etag)
      throw new S3Error('InvalidPart', undefined, { PartNumber: String(number) });
    if (position < chosen.length - 1 && part.size < smallestPart)
      throw new S3Error('EntityTooSmall', undefined, { PartNumber: String(number) });
    return part;
  });
}

async function readUpload(bucket: Bucket, id: string): Promise<Upload | null> {
  if (!/^[0-9a-f]{48}$/.test(id)) return null;
  const text = await nullIfMissing(readFile(join(folderOf(bucket, id), 'upload.json'), 'utf8'));
  return text === null ? null : JSON.parse(text);
}

function folderOf(bucket: Bucket, id: string): string {
  return join(bucket.folder, 'uploads', id);
}

function partPath(bucket: Bucket, id: string, number: number): string {
  return join(folderOf(bucket, id), String(number));
}
