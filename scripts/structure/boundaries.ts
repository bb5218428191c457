import { extras } from './names';
import { isTest, type Import, type Source } from './source';

type Rule = {
  says: string;
  /** Which files the rule is about. */
  in: (source: Source) => boolean;
  /** Which of their imports break it. */
  breaks: (one: Import, source: Source) => boolean;
};

const base = (file: string) =>
  file
    .split('/')
    .at(-1)
    ?.replace(/\.(ts|tsx)$/, '') ?? '';
const domainFile = (file: string, ...names: string[]) =>
  file.startsWith('lib/') && !file.startsWith('lib/platform/') && names.includes(base(file));
const isDb = (from: string) => from === 'db' || from.startsWith('db/');
const isNext = (from: string) => /^(next|next-auth)(\/|$)/.test(from);
const isLib = (from: string) => from.startsWith('lib/');

/** Who may touch the database besides queries and commands. */
const databaseReaders = ['lib/accounts/throttle.ts'];

/** Who may speak to Next besides app, components and the request folder. */
const nextSpeakers = [
  'middleware.ts',
  'next.config.ts',
  'lib/accounts/next-auth.ts',
  'lib/accounts/browser.ts',
  'lib/setup/browser.ts',
  'lib/people/students/browser.ts',
];

const clientMay = ['schema', 'rules', 'actions'];

export const rules: Rule[] = [
  {
    says: 'only queries, commands, platform, scripts, seeds and tests touch db; move this read into queries.ts or this write into commands.ts',
    in: ({ file }) => /^(app|components|lib|realtime-server)\//.test(file) && !isTest(file),
    breaks: ({ from, isType }, { file }) =>
      isDb(from) &&
      !isType &&
      !file.startsWith('lib/platform/') &&
      !domainFile(file, 'queries', 'commands') &&
      !databaseReaders.includes(file) &&
      !(file.startsWith('realtime-server/') && from === 'db/client'),
  },
  {
    says: 'next/* belongs to app, components, middleware and lib/platform/request; pass what you need as an argument',
    in: ({ file }) =>
      !/^(app|components)\//.test(file) &&
      !file.startsWith('lib/platform/request/') &&
      !nextSpeakers.includes(file) &&
      !isTest(file),
    breaks: ({ from, isType }) => isNext(from) && !isType,
  },
  {
    says: 'nothing imports app; move what is shared to components or lib',
    in: ({ file }) => !file.startsWith('app/') && !isTest(file),
    breaks: ({ from }) => from.startsWith('app/'),
  },
  {
    says: 'lib, db and the sidecar do not know components; move it to lib if it is logic',
    in: ({ file }) => /^(lib|db|realtime-server|scripts)\//.test(file) && !isTest(file),
    breaks: ({ from }) => from.startsWith('components/'),
  },
  {
    says: 'lib/platform has no school in it; pass the domain’s part in, or move this file to the domain',
    in: ({ file }) => file.startsWith('lib/platform/') && !isTest(file),
    breaks: ({ from }) => isLib(from) && !from.startsWith('lib/platform/'),
  },
  {
    says: 'a client component may import from lib only schema, rules and actions (types from anywhere); let the server page pass the rest as props',
    in: ({ isClient }) => isClient,
    breaks: ({ from, isType }) =>
      (isLib(from) && !isType && !(clientMay.includes(base(from)) && !from.startsWith('lib/platform/'))) ||
      (isDb(from) && !isType),
  },
  {
    says: 'commands trust their caller: no permission checks, cookies or cache calls; ask in the action’s allow',
    in: ({ file }) => domainFile(file, 'commands') && !isTest(file),
    breaks: ({ from }) =>
      base(from) === 'policy' || from.startsWith('lib/platform/request/') || from === 'lib/platform/authz',
  },
  {
    says: 'only actions, route handlers, jobs, scripts, seeds, tests and other commands may import commands; call it through an action',
    in: ({ file }) =>
      !isTest(file) &&
      !/^(scripts|db\/seed|realtime-server)\//.test(file) &&
      !domainFile(file, 'actions', 'jobs', 'commands') &&
      !file.endsWith('/route.ts'),
    breaks: ({ from, isType }) => isLib(from) && base(from) === 'commands' && !isType,
  },
  {
    says: 'a password is hashed and compared in lib/accounts/passwords only, where state and limits were looked at first',
    in: ({ file }) => /^(app|components|lib|realtime-server)\//.test(file) && file !== 'lib/accounts/passwords/commands.ts' && !isTest(file),
    breaks: ({ from }) => from === 'lib/platform/hashing' || from === 'bcryptjs',
  },
  {
    says: 'schema.ts is safe in the browser: zod, other schemas, rules and plain platform code only',
    in: ({ file }) => domainFile(file, 'schema') && !isTest(file),
    breaks: ({ from, isType }) =>
      !isType &&
      (isDb(from) ||
        isNext(from) ||
        (isLib(from) && ['queries', 'commands', 'actions', 'policy'].includes(base(from)))),
  },
  {
    says: 'rules and policy are pure: no database, queries or commands; take what you need as an argument',
    in: ({ file }) => domainFile(file, 'rules', 'policy', 'notify') && !isTest(file),
    breaks: ({ from, isType }) =>
      !isType && (isDb(from) || (isLib(from) && ['queries', 'commands', 'actions'].includes(base(from)))),
  },
  {
    says: 'actions.ts is a menu: request/action and its own domain only; move logic to commands.ts',
    in: ({ file }) => domainFile(file, 'actions') && !isTest(file),
    breaks: ({ from }, { file }) => {
      const [, domain] = file.split('/');
      // The own password asked again is every domain's: a `prepare`, not logic.
      const isSibling = from.startsWith(`lib/${domain}/`) || from === 'lib/accounts/passwords/commands' || extras[`${from}.ts`] !== undefined;
      return from !== 'server-only' && from !== 'lib/platform/request/action' && !isSibling;
    },
  },
];

export function checkBoundaries(sources: Source[]): string[] {
  return rules.flatMap((rule) =>
    sources
      .filter(rule.in)
      .flatMap((source) =>
        source.imports
          .filter((one) => rule.breaks(one, source))
          .map((one) => `${source.file}:${one.line} imports ${one.from}: ${rule.says}`),
      ),
  );
}
