import { randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nullIfMissing } from '@/scripts/object-store/errors';

/** A sealed file is body, then its description as JSON, then the length of that JSON and a mark: one rename
 * makes body and description visible together, so neither can ever be seen without the other. */
export interface Sealed<Meta> {
  size: number;
  meta: Meta;
}

const mark = 'THS1';
const footerLength = 8;

/** Writes body and description to a new temporary file, on the disk when this returns; nothing stays on failure. */
export async function writeSealed<Meta>(
  folder: string,
  body: AsyncIterable<Buffer>,
  describe: () => Meta,
): Promise<string> {
  const path = join(folder, randomUUID());
  const handle = await open(path, 'wx');
  try {
    for await (const chunk of body) await handle.appendFile(chunk);
    const meta = Buffer.from(JSON.stringify(describe()));
    const footer = Buffer.alloc(footerLength);
    footer.writeUInt32BE(meta.length);
    footer.write(mark, 4, 'latin1');
    await handle.appendFile(Buffer.concat([meta, footer]));
    await handle.sync();
    await handle.close();
    return path;
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** The size and description of a sealed file. */
export async function readSealed<Meta>(path: string): Promise<Sealed<Meta>> {
  const handle = await open(path, 'r');
  try {
    return await describeHandle<Meta>(handle);
  } finally {
    await handle.close();
  }
}

/** Opens a sealed file; the handle keeps showing this version even when another replaces it. */
export async function openSealed<Meta>(path: string): Promise<Sealed<Meta> & { handle: FileHandle }> {
  const handle = await open(path, 'r');
  try {
    return { ...(await describeHandle<Meta>(handle)), handle };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Streams the body of a sealed file of that size, without what follows it. */
export async function* streamBody(path: string, size: number): AsyncGenerator<Buffer> {
  if (size === 0) return;
  const stream: ReadStream = createReadStream(path, { end: size - 1 });
  for await (const chunk of stream) yield chunk;
}

/** Moves a finished file into place and makes the move durable. */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Writes a small text file whole or not at all. */
export async function writeTextFile(temporary: string, path: string, text: string): Promise<void> {
  const from = join(temporary, randomUUID());
  const handle = await open(from, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await moveIntoPlace(from, path);
}

/** Makes a folder whose existence survives a power cut; its parent must exist. */
export async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await syncFolder(dirname(path));
}

/** Removes a file durably; a missing one is no error. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await nullIfMissing(syncFolder(dirname(path)));
}

async function describeHandle<Meta>(handle: FileHandle): Promise<Sealed<Meta>> {
  const { size } = await handle.stat();
  const footer = await readAt(handle, size - footerLength, footerLength);
  const metaLength = footer.readUInt32BE();
  const bodySize = size - footerLength - metaLength;
  if (footer.toString('latin1', 4) !== mark || bodySize < 0)
    throw new Error('The file is not a sealed file.');
  const meta: Meta = JSON.parse((await readAt(handle, bodySize, metaLength)).toString('utf8'));
  return { size: bodySize, meta };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, Math.max(position, 0));
  if (bytesRead !== length) throw new Error('The file is shorter than it should be.');
  return buffer;
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder for syncing; there the file system journals the rename itself.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
