import { readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/platform/env';
import { buckets } from '@/lib/platform/storage';
import { belowFloor, wantedHeaders, type OutsideFacts } from '../rules';

const PATIENCE_MS = 3_000;

/** What is seen from outside the database, all at once; what does not answer in three seconds is unknown. */
export async function lookOutside(): Promise<OutsideFacts> {
  const orUnknown = <T>(look: Promise<T>): Promise<T | null> => look.catch(() => null);
  const [oldPackages, missingHeaders, openBuckets, freeDisk] = await Promise.all([
    orUnknown(readVersions()), orUnknown(probeHeaders()), orUnknown(probeBuckets()), orUnknown(measureDisk()),
  ]);
  return { oldPackages, missingHeaders, openBuckets, freeDisk };
}

async function readVersions(): Promise<string[]> {
  const read = async <T>(file: string) => JSON.parse(await readFile(path.join(process.cwd(), file), 'utf8')) as T;
  const [floors, lock] = await Promise.all([
    read<Record<string, string>>('security-floors.json'), read<{ packages: Record<string, { version?: string }> }>('package-lock.json'),
  ]);
  return belowFloor(floors, lock);
}

const ask = (address: string) => fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });

async function probeHeaders(): Promise<string[]> {
  const { APP_URL } = env();
  const { headers } = await ask(`${APP_URL}/sign-in`);
  const wanted = APP_URL.startsWith('https:') ? [...wantedHeaders, 'strict-transport-security'] : wantedHeaders;
  return wanted.filter((name) => !headers.has(name));
}

/** As anybody on the network would: without a signature neither a list nor an object may be answered. */
async function probeBuckets(): Promise<string[]> {
  const { S3_PUBLIC_ENDPOINT } = env();
  const isOpen = async ({ name, access }: { name: string; access: string }) => {
    const addresses = [`${S3_PUBLIC_ENDPOINT}/${name}/`, ...(access === 'private' ? [`${S3_PUBLIC_ENDPOINT}/${name}/nobody-has-this-key`] : [])];
    const answers = await Promise.all(addresses.map(ask));
    // A private store does not even say that a key is absent.
    return answers.some(({ status }) => status !== 403 && status !== 401) ? [name] : [];
  };
  return (await Promise.all(Object.values(buckets).map(isOpen))).flat();
}

async function measureDisk(): Promise<{ gigabytes: number; share: number }> {
  const { bavail, blocks, bsize } = await statfs(process.cwd());
  return { gigabytes: (bavail * bsize) / 1024 ** 3, share: bavail / blocks };
}
