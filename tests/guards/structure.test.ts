import { describe, expect, it } from 'vitest';
import { structureProblems } from '@/scripts/check-structure';
import { checkBoundaries } from '@/scripts/structure/boundaries';
import { checkCycles } from '@/scripts/structure/cycles';
import { checkDangers } from '@/scripts/structure/dangers';
import { checkBarrels, checkLength, checkNames } from '@/scripts/structure/names';
import { parseSource } from '@/scripts/structure/source';

const wrong = (check: (sources: ReturnType<typeof parseSource>[]) => string[], file: string, text: string) =>
  check([parseSource(file, text)]);

describe('the shape of the repository', () => {
  it('is as agreed', () => expect(structureProblems()).toEqual([]));
});

describe('the check sees', () => {
  it.each([
    ['a helper in a domain', checkNames, 'lib/fees/helpers.ts', ''],
    ['a file of a new kind in a domain', checkNames, 'lib/fees/repository.ts', ''],
    ['a file in camel case', checkNames, 'components/fees/feeTable.tsx', ''],
    ['a file of 301 lines', checkLength, 'lib/fees/queries.ts', 'x\n'.repeat(301)],
    ['a barrel', checkBarrels, 'lib/fees/queries.ts', `export * from './rules';`],
    [
      'a page that reads the database',
      checkBoundaries,
      'app/(portal)/fees/page.tsx',
      `import { database } from '@/db/client';`,
    ],
    [
      'a policy that reads the database',
      checkBoundaries,
      'lib/fees/policy.ts',
      `import {\n  database,\n} from '@/db/client';`,
    ],
    [
      'a query that redirects',
      checkBoundaries,
      'lib/fees/queries.ts',
      `import { redirect } from 'next/navigation';`,
    ],
    [
      'a component that imports a page',
      checkBoundaries,
      'components/fees/table.tsx',
      `import { x } from '@/app/page';`,
    ],
    [
      'a client component with a query',
      checkBoundaries,
      'components/fees/table.tsx',
      `'use client';\nimport { listFees } from '@/lib/fees/queries';`,
    ],
    [
      'a client component with part of platform',
      checkBoundaries,
      'components/fees/table.tsx',
      `'use client';\nimport { env } from '@/lib/platform/env';`,
    ],
    [
      'a command that hashes a password by itself',
      checkBoundaries,
      'lib/fees/commands.ts',
      `import { hashPassword } from '@/lib/platform/hashing';`,
    ],
    [
      'a command that asks for permission',
      checkBoundaries,
      'lib/fees/commands.ts',
      `import * as may from './policy';`,
    ],
    [
      'a command that reads a cookie',
      checkBoundaries,
      'lib/fees/commands.ts',
      `import { cookies } from '@/lib/platform/request/cookies';`,
    ],
    [
      'a page that calls a command',
      checkBoundaries,
      'app/(portal)/fees/page.tsx',
      `import { waiveFee } from '@/lib/fees/commands';`,
    ],
    [
      'platform that knows a domain',
      checkBoundaries,
      'lib/platform/money.ts',
      `import { x } from '@/lib/fees/rules';`,
    ],
    [
      'an action with logic from elsewhere',
      checkBoundaries,
      'lib/fees/actions.ts',
      `import { database } from '@/db/client';`,
    ],
    ['settings read in a command', checkDangers, 'lib/fees/commands.ts', 'const x = process.env.SECRET;'],
    ['the wall clock in a query', checkDangers, 'lib/fees/queries.ts', 'const now = new Date();'],
    ['the day of the database', checkDangers, 'lib/fees/queries.ts', 'sql`select 1 where due_on < current_date`'],
    [
      'stored HTML',
      checkDangers,
      'components/fees/note.tsx',
      '<p dangerouslySetInnerHTML={{ __html: text }} />',
    ],
    ['a shell', checkDangers, 'scripts/backup.ts', 'execSync(`pg_dump ${name}`);'],
    ['a raw piece of SQL', checkDangers, 'lib/fees/queries.ts', 'sql.raw(order)'],
    ['weak chance', checkDangers, 'lib/accounts/commands.ts', 'const code = Math.random();'],
  ])('%s', (_, check, file, text) => {
    expect(wrong(check, file, text)[0]).toContain(file);
  });

  it('a circle between domains', () => {
    const sources = [
      parseSource('lib/fees/queries.ts', `import { x } from '@/lib/exams/rules';`),
      parseSource('lib/exams/queries.ts', `import { y } from '../fees/rules';`),
    ];
    expect(checkCycles(sources)).toContainEqual(expect.stringContaining('fees → exams → fees'));
  });

  it('types are no dependency', () => {
    expect(
      wrong(
        checkBoundaries,
        'components/fees/table.tsx',
        `'use client';\nimport type { Fee } from '@/lib/fees/queries';`,
      ),
    ).toEqual([]);
  });
});
