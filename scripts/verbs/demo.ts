import { parseArgs } from 'node:util';
import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths demo [--students N] [--years Y]

Fills an empty database with the demonstration school. With --students it invents a school of that size
(1 to 50,000), with --years as many whole sessions before the running one (0 to 10; 0 unless told).`;

/** Loads the demonstration; exit code 1 when there is a school already. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { students: { type: 'string' }, years: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return say(help, 0);
  const students = Number(values.students ?? 1_000);
  const years = Number(values.years ?? 0);
  if (!whole(students, 1, 50_000) || !whole(years, 0, 10)) return say(help, 2);
  const isScaled = values.students !== undefined || values.years !== undefined;
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async (services) => {
    const databaseUrl = services.DATABASE_URL ?? process.env.DATABASE_URL ?? '';
    const { migrate } = await import('@/db/migrate');
    const { loadDemoSchool } = await import('../demo/load');
    const { loadScaledSchool } = await import('../demo/scale/load');
    const started = Date.now();
    await migrate(databaseUrl, services.DATABASE_RUNTIME_URL);
    if (await hasSchool(databaseUrl))
      return say('There is a school in this database already; the demonstration needs an empty one.', 1);
    const options = { databaseUrl, log: console.log };
    if (isScaled) await loadScaledSchool(options, { students, years });
    else await loadDemoSchool(options);
    return say(
      `The demonstration is ready after ${((Date.now() - started) / 1000).toFixed(1)} s. Sign-ins: ./ths demo:accounts`,
      0,
    );
  });
}

async function hasSchool(databaseUrl: string): Promise<boolean> {
  const { connect } = await import('@/db/client');
  const client = connect(databaseUrl, { max: 1 });
  try {
    return (await client`select 1 from schools`).length > 0;
  } finally {
    await client.end({ timeout: 5 });
  }
}

const whole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

function say(line: string, code: number): number {
  console.log(line);
  return code;
}
