import { parseArgs } from 'node:util';
import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths demo:accounts [--json]

Prints one sign-in for each role of the demonstration school.`;

/** Prints the demo accounts as a table or as JSON; exit code 1 in a real school. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { dataDir } = loadSettings();
  // Progress of the services goes to stderr: the JSON is for programs.
  return withServices(dataDir, console.error, async () => {
    const { demoAccounts } = await import('../demo/accounts');
    const { closeDatabase } = await import('@/db/client');
    try {
      const accounts = await demoAccounts();
      console.log(values.json ? JSON.stringify(accounts, null, 2) : table(accounts));
      return 0;
    } finally {
      await closeDatabase();
    }
  });
}

function table(
  accounts: { role: string; username: string; password: string; name: string; note: string }[],
): string {
  const rows = [
    ['Role', 'Username', 'Password', 'Name', 'Who'],
    ...accounts.map(({ role, username, password, name, note }) => [role, username, password, name, note]),
  ];
  // Combining accents take no room on the screen.
  const width = (text: string) => [...new Intl.Segmenter().segment(text)].length;
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? '')))) ?? [];
  return rows
    .map((row) =>
      row
        .map((text, column) => text + ' '.repeat((widths[column] ?? 0) - width(text)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
