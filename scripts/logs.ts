import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';

const LARGE = 20 * 1024 * 1024;

/** The log file of a part, with the previous one kept beside it once it has grown large. */
export async function prepareLog(dataDir: string, name: string): Promise<string> {
  const folder = path.join(dataDir, 'logs');
  const file = path.join(folder, `${name}.log`);
  await mkdir(folder, { recursive: true });
  const size = await stat(file).then((found) => found.size, () => 0);
  if (size > LARGE) await rename(file, `${file}.1`);
  return file;
}
