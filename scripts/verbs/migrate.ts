import { prepare } from '../prepare';
import { loadSettings } from '../settings';

/** Brings the database and the buckets up to date; starts embedded services for it when none run. */
export async function run(): Promise<number> {
  const { dataDir } = loadSettings();
  if (process.env.DATABASE_URL && (process.env.S3_ENDPOINT || process.env.MINIO_ENDPOINT)) {
    await prepare();
  } else {
    // Only here: the container image does not contain the embedded services.
    const { withServices } = await import('../embedded/services');
    await withServices(dataDir, console.log, prepare);
  }
  console.log('The database and the buckets are up to date.');
  return 0;
}
