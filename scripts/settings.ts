import { existsSync } from 'node:fs';
import path from 'node:path';

/** Reads `.env` when there is one; what the environment already says wins. Returns the data folder. */
export function loadSettings(): { dataDir: string } {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return { dataDir: path.resolve(process.env.THS_DATA_DIR || '.data') };
}
