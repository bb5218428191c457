import { isTest, type Source } from './source';

type Danger = {
  says: string;
  pattern: RegExp;
  in: (file: string) => boolean;
  except: Record<string, string>;
};

const server = (file: string) => /^(lib|db|realtime-server)\//.test(file) || file === 'middleware.ts';
const ours = (file: string) =>
  /^(app|components|lib|db|realtime-server|scripts)\//.test(file) || file === 'middleware.ts';

export const dangers: Danger[] = [
  {
    says: 'settings are parsed once in lib/platform/env.ts; take them from env() or as an argument',
    pattern: /process\.env\b/,
    in: (file) => server(file) || /^(app|components)\//.test(file),
    except: {
      'lib/platform/env.ts': 'the one place',
      'lib/platform/logger.ts': 'logs before, and about, settings that do not parse',
      'lib/platform/limits.ts': 'used by scripts that have no full settings',
      'lib/platform/perform.ts': 'NODE_ENV only: the check of forgotten events must not depend on settings',
      'db/client.ts': 'migrations and tests open it without the rest of the settings',
      'middleware.ts': 'the edge bundle cannot parse all settings',
    },
  },
  {
    says: 'ask ctx.now, or clock.now() outside commands, so that tests and the school’s clock decide',
    pattern: /new Date\(\)|Date\.now\(\)/,
    in: (file) => server(file) || file.startsWith('app/'),
    except: { 'lib/platform/clock.ts': 'the clock' },
  },
  {
    says: 'the database’s day is not the school’s; take schoolDayAt(now) of lib/calendar/queries.ts, or a day as an argument',
    pattern: /\b(current_date|localtimestamp)\b|\bnow\(\)::date/i,
    in: server,
    except: {},
  },
  {
    says: 'HTML is never stored or inserted; render text',
    pattern: /dangerouslySetInnerHTML|\.innerHTML\b/,
    in: ours,
    except: {},
  },
  { says: 'code is never made from text', pattern: /(?<![.\w])eval\(|new Function\(/, in: ours, except: {} },
  {
    says: 'start programs with spawn or execFile and an array, never through a shell',
    pattern: /(?<![.\w])exec(Sync)?\(|shell:\s*true/,
    in: ours,
    except: {},
  },
  {
    says: 'chance that decides anything comes from node:crypto',
    pattern: /Math\.random\(/,
    in: (file) => server(file) || /^(app|scripts)\//.test(file),
    except: { 'scripts/bootstrap/lock.mjs': 'a name for a temporary file' },
  },
  {
    says: 'a route asks for currentMember(): a password alone, or a first password, opens nothing',
    pattern: /\bcurrentPerson\b/,
    in: (file) => file.startsWith('app/api/'),
    except: {},
  },
  {
    says: 'only a part that begins again by itself may promise so; say what the person can do',
    pattern: /will be tried again/i,
    in: ours,
    except: { 'lib/people/imports/work/rules.ts': 'the worker begins a step again at the time that is named' },
  },
  {
    says: 'a raw identifier or fragment is how SQL gets injected; pick from a map of known columns',
    pattern: /sql\.(raw|identifier)\(/,
    in: (file) => server(file) || file.startsWith('app/'),
    except: {
      'lib/people/imports/undo/commands.ts': 'names of columns, taken from our own schema',
    },
  },
];

export function checkDangers(sources: Source[]): string[] {
  return dangers.flatMap(({ says, pattern, in: concerns, except }) =>
    sources
      .filter(
        ({ file }) =>
          concerns(file) && !isTest(file) && !except[file] && file !== 'scripts/structure/dangers.ts',
      )
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .flatMap((line, index) =>
            pattern.test(withoutComment(line)) ? [`${file}:${index + 1} ${says}`] : [],
          ),
      ),
  );
}

/** An exception that nothing needs any more invites the next misuse. */
export function staleExceptions(sources: Source[]): string[] {
  const texts = new Map(sources.map((source) => [source.file, source.text]));
  return dangers.flatMap(({ pattern, except }) =>
    Object.keys(except)
      .filter((file) => !pattern.test(texts.get(file) ?? ''))
      .map(
        (file) =>
          `${file} no longer needs its exception for ${pattern}: remove it from scripts/structure/dangers.ts`,
      ),
  );
}

const withoutComment = (line: string) =>
  line.replace(/^\s*(\*|\/\*\*?|\/\/).*$/, '').replace(/\s\/\/ .*$/, '');
