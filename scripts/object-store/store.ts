import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Bucket } from '@/scripts/object-store/bucket';
import { nullIfMissing, S3Error } from '@/scripts/object-store/errors';
import { makeFolder, moveIntoPlace, writeTextFile } from '@/scripts/object-store/files';
import { KeyLock } from '@/scripts/object-store/key-lock';

/** All buckets of one data folder. Only one process may have it open. */
export class Store {
  private readonly buckets = new Map<string, Bucket>();
  private readonly lock = new KeyLock();

  private constructor(readonly root: string) {}

  /** Opens a data folder: sweeps what a crash left half-written, then reads the buckets. */
  static async open(root: string, unreadable: (path: string) => void): Promise<Store> {
    const store = new Store(root);
    await makeFolder(root);
    await rm(store.temporary, { recursive: true, force: true });
    await makeFolder(store.temporary);
    for (const name of await readdir(root)) {
      const bucket = name.startsWith('.') ? null : await nullIfMissing(Bucket.load(root, name, unreadable));
      if (bucket) store.buckets.set(name, bucket);
    }
    return store;
  }

  get temporary(): string {
    return join(this.root, '.temporary');
  }

  list(): Bucket[] {
    return [...this.buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Bucket | undefined {
    return this.buckets.get(name);
  }

  get(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: name });
    return bucket;
  }

  async create(name: string, createdAt: string): Promise<void> {
    await this.lock.run(name, async () => {
      if (this.buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou');
      const draft = join(this.temporary, randomUUID());
      await makeFolder(join(draft, 'objects'));
      await makeFolder(join(draft, 'uploads'));
      await writeTextFile(this.temporary, join(draft, 'bucket.json'), JSON.stringify({ createdAt }));
      await moveIntoPlace(draft, join(this.root, name));
      this.buckets.set(name, await Bucket.load(this.root, name, () => undefined));
    });
  }

  async remove(name: string): Promise<void> {
    await this.lock.run(name, async () => {
      const bucket = this.get(name);
      bucket.close();
      this.buckets.delete(name);
      const grave = join(this.temporary, randomUUID());
      await rename(bucket.folder, grave);
      await rm(grave, { recursive: true, force: true });
    });
  }
}
