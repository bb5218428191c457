import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkWriteConditions } from '@/scripts/object-store/conditions';
import { parseCors, type CorsRule } from '@/scripts/object-store/cors';
import { nullIfMissing, S3Error } from '@/scripts/object-store/errors';
import * as files from '@/scripts/object-store/files';
import { KeyIndex } from '@/scripts/object-store/key-index';
import { KeyLock } from '@/scripts/object-store/key-lock';
import { parsePolicy, type BucketPolicy } from '@/scripts/object-store/policy';

export interface ObjectMeta {
  key: string;
  etag: string;
  modified: string;
  headers: Record<string, string>;
}

export interface BucketInfo {
  createdAt: string;
}

const scanWidth = 32;

/** One bucket on disk. An object lives under the hash of its key, so no key can name a path. */
export class Bucket {
  policyText: string | null = null;
  corsText: string | null = null;
  policy: BucketPolicy | null = null;
  cors: CorsRule[] = [];
  private readonly lock = new KeyLock();
  private committing = 0;
  private closed = false;

  private constructor(
    readonly name: string,
    readonly folder: string,
    readonly temporary: string,
    readonly info: BucketInfo,
    readonly index: KeyIndex,
  ) {}

  /** Reads a bucket from disk; `unreadable` hears of files that are not whole, which are left out. */
  static async load(root: string, name: string, unreadable: (path: string) => void): Promise<Bucket> {
    const folder = join(root, name);
    const info: BucketInfo = JSON.parse(await readFile(join(folder, 'bucket.json'), 'utf8'));
    const index = new KeyIndex(await readKeys(join(folder, 'objects'), unreadable));
    const bucket = new Bucket(name, folder, join(root, '.temporary'), info, index);
    bucket.usePolicy(await nullIfMissing(readFile(join(folder, 'policy.json'), 'utf8')));
    bucket.useCors(await nullIfMissing(readFile(join(folder, 'cors.xml'), 'utf8')));
    return bucket;
  }

  pathOf(key: string): string {
    const hash = createHash('sha256').update(key).digest('hex');
    return join(this.folder, 'objects', hash.slice(0, 2), hash);
  }

  /** Puts a finished temporary file under a key, if the conditions hold at that instant. */
  async commit(key: string, temporary: string, header: (name: string) => string | undefined): Promise<void> {
    await this.whileCommitting(key, temporary, async () => {
      const path = this.pathOf(key);
      const current = await nullIfMissing(files.readSealed<ObjectMeta>(path));
      checkWriteConditions(current?.meta ?? null, header);
      await files.makeFolder(join(path, '..'));
      await files.moveIntoPlace(temporary, path);
      this.index.add(key);
    });
  }

  async remove(key: string): Promise<void> {
    await this.lock.run(key, async () => {
      await files.removeFile(this.pathOf(key));
      this.index.remove(key);
    });
  }

  async stat(key: string): Promise<files.Sealed<ObjectMeta> | null> {
    return nullIfMissing(files.readSealed<ObjectMeta>(this.pathOf(key)));
  }

  async open(key: string): Promise<Awaited<ReturnType<typeof files.openSealed<ObjectMeta>>> | null> {
    return nullIfMissing(files.openSealed<ObjectMeta>(this.pathOf(key)));
  }

  async setPolicy(text: string | null): Promise<void> {
    if (text !== null) parsePolicy(text, this.name);
    await this.keep('policy.json', text);
    this.usePolicy(text);
  }

  async setCors(text: string | null): Promise<void> {
    if (text !== null) parseCors(text);
    await this.keep('cors.xml', text);
    this.useCors(text);
  }

  /** Refuses further writes for good; throws while there are objects or one is about to appear. */
  close(): void {
    if (this.index.size > 0 || this.committing > 0) throw new S3Error('BucketNotEmpty');
    this.closed = true;
  }

  private async whileCommitting(key: string, temporary: string, task: () => Promise<void>): Promise<void> {
    this.committing += 1;
    try {
      if (this.closed) throw new S3Error('NoSuchBucket');
      await this.lock.run(key, task);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      this.committing -= 1;
    }
  }

  private usePolicy(text: string | null): void {
    this.policyText = text;
    this.policy = text === null ? null : parsePolicy(text, this.name);
  }

  private useCors(text: string | null): void {
    this.corsText = text;
    this.cors = text === null ? [] : parseCors(text);
  }

  private async keep(name: string, text: string | null): Promise<void> {
    const path = join(this.folder, name);
    if (text === null) await files.removeFile(path);
    else await files.writeTextFile(this.temporary, path, text);
  }
}

async function readKeys(folder: string, unreadable: (path: string) => void): Promise<string[]> {
  const keys: string[] = [];
  for (const shard of await readdir(folder)) {
    const names = await readdir(join(folder, shard));
    for (let start = 0; start < names.length; start += scanWidth) {
      const read = names.slice(start, start + scanWidth).map(async (name) => {
        const path = join(folder, shard, name);
        const sealed = await files.readSealed<ObjectMeta>(path).catch(() => unreadable(path));
        if (sealed) keys.push(sealed.meta.key);
      });
      await Promise.all(read);
    }
  }
  return keys;
}
