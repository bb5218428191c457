import path from 'node:path';
import type { Source } from './source';

/** The vocabulary of a folder in lib/<domain>. */
const vocabulary = [
  'schema',
  'rules',
  'policy',
  'queries',
  'commands',
  'actions',
  'notify',
  'jobs',
  'uploads',
  'paper',
];

/** Files outside the vocabulary, each with its reason. */
export const extras: Record<string, string> = {
  'lib/accounts/next-auth.ts': 'next-auth is hidden behind this one file',
  'lib/accounts/browser.ts': 'what sign-in and sign-out do to the browser: cookie and redirect',
  'lib/setup/browser.ts': 'what set-up does to the browser: cookie and redirect',
  'lib/people/students/browser.ts': 'what a change to many does to the browser: the page that undoes it',
  'lib/accounts/throttle.ts':
    'the delays after wrong passwords: neither a rule (it counts) nor a command (it records nothing)',
  'lib/jobs.ts': 'lists every domain’s jobs for the worker',
  'lib/permissions.ts': 'lists every domain’s permissions for documents and tests',
};

const vague = ['helpers', 'utils', 'service', 'index', 'types', 'misc', 'common'];

const topLevel = ['app', 'components', 'db', 'lib', 'public', 'realtime-server', 'scripts', 'tests', 'docs'];

export function checkNames(sources: Source[]): string[] {
  return sources.flatMap(({ file }) => {
    const name = path.basename(file).replace(/\.(test\.)?(ts|tsx|mts|mjs)$/, '');
    const problems: string[] = [];
    if (file !== 'db/schema/index.ts' && file !== 'realtime-server/index.ts' && vague.includes(name)) {
      problems.push(`${file}: "${name}" says nothing; name it after the noun it holds`);
    }
    if (file.includes('/') && !topLevel.includes(file.split('/')[0] ?? ''))
      problems.push(`${file}: put it into one of ${topLevel.join(', ')}`);
    if (isDomainFile(file) && !file.includes('.test.') && !extras[file] && !vocabulary.includes(name)) {
      problems.push(
        `${file}: a domain folder holds only ${vocabulary.join(', ')}; put this there, split by noun into a folder of its own, or list it with a reason in scripts/structure/names.ts`,
      );
    }
    if (!/^[a-z0-9.\-[\]]+$/.test(path.basename(file)))
      problems.push(`${file}: write file names in kebab-case`);
    return problems;
  });
}

const isDomainFile = (file: string) => file.startsWith('lib/') && !file.startsWith('lib/platform/');

const LONGEST = 300;

export function checkLength(sources: Source[]): string[] {
  return sources
    .filter(
      ({ file, lines }) =>
        lines > LONGEST && !file.startsWith('components/ui/') && !file.startsWith('db/migrations/'),
    )
    .map(
      ({ file, lines }) =>
        `${file}: ${lines} lines almost always hold two things; split by noun until each part is below ${LONGEST}`,
    );
}

/** A file that only passes other files on hides where things are. */
export function checkBarrels(sources: Source[]): string[] {
  return sources
    .filter(({ file, text }) => file !== 'db/schema/index.ts' && /^export \*/m.test(text))
    .map(
      ({ file }) =>
        `${file}: passes another file on (export *); import from the file itself. db/schema/index.ts is the only barrel`,
    );
}
