import { explain } from './file-errors';

type Verb = { help: string; load(): Promise<{ run(args: string[]): Promise<number> }> };

const verbs: Record<string, Verb> = {
  start: { help: 'start the school here, until Ctrl-C', load: () => import('./verbs/start') },
  stop: { help: 'stop the school of this data folder', load: () => import('./verbs/stop') },
  status: { help: 'say whether the school runs, and where', load: () => import('./verbs/status') },
  doctor: { help: 'check this machine: Node, disk, ports, database, object store', load: () => import('./verbs/doctor') },
  migrate: { help: 'bring the database and the buckets up to date', load: () => import('./verbs/migrate') },
  demo: { help: 'load the demonstration school', load: () => import('./verbs/demo') },
  'demo:accounts': { help: 'print one sign-in for each role of the demonstration', load: () => import('./verbs/demo-accounts') },
  'admin:create': { help: 'make a member of the office, or with --super a super admin', load: () => import('./verbs/admin-create') },
  'admin:reset-password': { help: 'give an account a new first password', load: () => import('./verbs/admin-reset-password') },
  'admin:super': { help: 'make somebody a super admin, or with --relieve one no more', load: () => import('./verbs/admin-super') },
  'admin:disable-2fa': { help: 'take away the second sign-in step of an account', load: () => import('./verbs/admin-disable-2fa') },
  'history:verify': { help: 'check that nobody has changed the history', load: () => import('./verbs/history-verify') },
  'setup:token': { help: 'make a new token for the first set-up in the browser', load: () => import('./verbs/setup-token') },
  import: { help: 'bring in people from files', load: () => import('./verbs/import') },
};

function help(): string {
  const lines = Object.entries(verbs).map(([name, { help: says }]) => `  ${name.padEnd(21)} ${says}`);
  return ['Usage: ./ths <verb>', '', ...lines].join('\n');
}

/** What is wrong with which value, where a command refused some. */
function fieldSentences(error: unknown): string[] {
  const { details } = error as { details?: { fields?: Record<string, string> } };
  return Object.values(details?.fields ?? {});
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const known = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!known) {
    if (name === 'help' || name === '--help') console.log(help());
    else console.error(`There is no verb "${name}".\n\n${help()}`);
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    return await (await known.load()).run(args);
  } catch (error) {
    console.error(explain(error));
    for (const sentence of fieldSentences(error)) console.error(`  - ${sentence}`);
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
