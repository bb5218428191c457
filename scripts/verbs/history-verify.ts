import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

/** Checks the history's hash chain from its first event; exit code 1 when a link does not hold. */
export async function run(): Promise<number> {
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const { closeDatabase } = await import('@/db/client');
    const { verifyHistory } = await import('@/lib/history/commands');
    const { asSystem } = await import('@/lib/platform/system');
    try {
      const { checked, broken } = await asSystem('history-verify', verifyHistory);
      if (broken?.isLost) console.error(`The history is broken: ${broken.why}. Compare with a backup before anything else.`);
      else if (broken) console.error(`The history is broken at ${broken.seq}: ${broken.why}. ${checked} events before it are whole.`);
      else console.log(`The history is whole: ${checked} events, each as it was written.`);
      return broken ? 1 : 0;
    } finally {
      await closeDatabase();
    }
  });
}
