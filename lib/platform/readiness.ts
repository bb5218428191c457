import { sql } from 'drizzle-orm';
import { database } from '@/db/client';
import { diskIsFull } from './disk';
import { logger } from './logger';

/** The database answers, has our tables and room to write. Live updates and files may be away while the school works on. */
export async function isReady(): Promise<boolean> {
  if (diskIsFull()) return false;
  try {
    const [row] = await database().execute<{ ok: boolean }>(sql`select to_regclass('public.event_feed') is not null as ok`);
    return row?.ok === true;
  } catch (error) {
    logger.warn({ err: error }, 'not ready');
    return false;
  }
}
