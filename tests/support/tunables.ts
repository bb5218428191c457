import { sql } from 'drizzle-orm';
import { asSystem } from '@/lib/platform/system';

/** What a run may ask for, and settings of the school under test. */
export const tunables = {
  /** How often a change is timed; the proof asks for 50. */
  liveRounds: Number(process.env.LIVE_ROUNDS ?? 50),
  correctionSeconds: (seconds: number) =>
    asSystem('test', async ({ tx }) => void (await tx.execute(sql`update schools set correction_seconds = ${seconds}`))),
};
