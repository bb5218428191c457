import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as attendance from '@/lib/attendance/policy';
import { getRegister } from '@/lib/attendance/queries';
import { submitRegisterInput } from '@/lib/attendance/schema';
import * as studentPolicy from '@/lib/people/students/policy';
import type { Built } from './built';
import { incomplete } from './complete';
import { prove } from './proof';
import { openSchool, type School } from './school';
import { readTable } from './table';

const hole = vi.hoisted(() => ({ can: false, scope: false, page: false }));

vi.mock('next/headers', () => import('./next-headers'));
vi.mock('@/lib/platform/authz', async (original) => {
  const real = await original<typeof import('@/lib/platform/authz')>();
  return { ...real, can: (...question: Parameters<typeof real.can>) => hole.can || real.can(...question) };
});
vi.mock('@/lib/classes/queries', async (original) => {
  const real = await original<typeof import('@/lib/classes/queries')>();
  return {
    ...real,
    classesVisibleTo: (...given: Parameters<typeof real.classesVisibleTo>) =>
      hole.scope ? sql`true` : real.classesVisibleTo(...given),
  };
});
vi.mock('@/lib/platform/request/require-actor', async (original) => {
  const real = await original<typeof import('@/lib/platform/request/require-actor')>();
  return {
    ...real,
    requirePermission: (...given: Parameters<typeof real.requirePermission>) =>
      hole.page ? real.requireActor() : real.requirePermission(...given),
  };
});

const rows = readTable();
let school: School;
beforeAll(async () => {
  school = { ...(await openSchool()), neverCommits: true };
});
afterAll(() => school.close());

const wrongIn = async (identifiers: string[], over: Partial<School> = {}) =>
  (await prove({ ...school, ...over }, rows, (one) => identifiers.includes(one))).wrong;
const withBuilt = (change: (built: Built) => void): Built => {
  const built = {
    ...school.built,
    actions: new Map(school.built.actions),
    routes: new Map(school.built.routes),
  };
  change(built);
  return built;
};

/** Each hole is made by hand in the running product; the proof must see it, and be green again without it. */
type Hole = {
  name: string;
  seenIn: string[];
  over?: () => Partial<School>;
  make?: () => unknown;
  mend?: () => unknown;
};

const replaced = <T extends object, K extends keyof T>(object: T, key: K, value: T[K]) => {
  const was = object[key];
  return { make: () => void (object[key] = value), mend: () => void (object[key] = was) };
};
const open = (which: keyof typeof hole) => replaced(hole, which, true);

/** Takes one condition out of the function that turns a session into an actor. */
const actorWithout = (condition: string) => {
  let was = '';
  return {
    make: async () => {
      const { owner } = school.footprint;
      was = String((await owner`select pg_get_functiondef('load_actor'::regproc) as text`)[0]?.text);
      if (!was.includes(condition))
        throw new Error(`load_actor no longer says "${condition}": make this hole anew`);
      await owner.unsafe(was.replaceAll(condition, 'true'));
    },
    mend: () => school.footprint.owner.unsafe(was),
  };
};

const action = (name: string) => {
  const definition = school.built.actions.get(name);
  if (!definition) throw new Error(`there is no action ${name}`);
  return definition;
};

const holes: Hole[] = [
  {
    name: 'a policy that always says yes',
    seenIn: ['action:accounts.suspend'],
    over: () => ({
      built: withBuilt(({ actions }) =>
        actions.set('accounts.suspend', {
          ...action('accounts.suspend'),
          allow: { ...action('accounts.suspend').allow, when: () => true },
        }),
      ),
    }),
  },
  {
    name: 'a subject loader that forgets whose it is',
    seenIn: ['action:attendance.submit-register'],
    over: () => ({
      built: withBuilt(({ actions }) =>
        actions.set('attendance.submit-register', {
          ...action('attendance.submit-register'),
          subject: (_, input, tx) =>
            getRegister({ kind: 'system', job: 'hole' }, submitRegisterInput.parse(input), tx),
        }),
      ),
    }),
  },
  {
    name: 'an act that writes before it asks',
    seenIn: ['action:notifications.mark-all-read'],
    over: () => ({
      neverCommits: false,
      built: withBuilt(({ actions }) =>
        actions.set('notifications.mark-all-read', {
          ...action('notifications.mark-all-read'),
          prepare: () =>
            school.footprint
              .owner`insert into counters (name, value) values ('hole', 1) on conflict (name) do update set value = counters.value + 1`,
        }),
      ),
    }),
    mend: () => school.footprint.owner`delete from counters where name = 'hole'`,
  },
  {
    name: 'a room without can()',
    seenIn: ['room:registers:class', 'room:registers:student'],
    over: () => ({ mayFollow: async () => true }),
  },
  { name: 'perform() without can()', seenIn: ['action:accounts.suspend'], ...open('can') },
  {
    name: 'a suspended person’s session accepted',
    seenIn: ['page:/today'],
    ...actorWithout(`u.status in ('active', 'pending')`),
  },
  {
    name: 'a former teacher kept',
    seenIn: ['page:/classes/[classId]'],
    ...actorWithout('ct.ended_at is null'),
  },
  {
    name: 'an unverified guardian believed',
    seenIn: ['page:/students/[studentId]'],
    ...actorWithout('gl.verified_at is not null'),
  },
  {
    name: 'a role added to a permission',
    seenIn: ['page:/attendance'],
    ...replaced(attendance.viewBoard, 'roles', [...attendance.viewBoard.roles, 'teacher']),
  },
  { name: 'a scope condition dropped', seenIn: ['page:/classes/[classId]/attendance'], ...open('scope') },
  { name: 'a page that asks only for a sign-in', seenIn: ['page:/staff'], ...open('page') },
  {
    name: 'a family’s record shown to every teacher',
    seenIn: ['page:/students/[studentId]'],
    ...replaced(studentPolicy.viewRecord, 'when', () => true),
  },
];

describe('a hole made by hand turns the proof red', () => {
  it.each(holes)(
    '$name',
    async ({ seenIn, over = () => ({}), make = () => undefined, mend = () => undefined }) => {
      expect(await wrongIn(seenIn)).toEqual([]);
      await make();
      try {
        const wrong = await wrongIn(seenIn, over());
        expect(wrong.length).toBeGreaterThan(0);
        console.log(`${wrong.length} wrong, e.g. ${wrong[0]}`);
      } finally {
        await mend();
      }
    },
    120_000,
  );

  it('an action that the table does not name', () => {
    const built = withBuilt(({ actions }) =>
      actions.set('fees.waive-fee', { ...action('accounts.suspend'), name: 'fees.waive-fee' }),
    );
    expect(incomplete(built, rows)).toEqual([
      expect.stringContaining('action:fees.waive-fee is not in docs/authorization.csv: put it into built_as'),
    ]);
  });

  it('a route file added', () => {
    const built = withBuilt(({ routes }) => routes.set('GET /api/everything', 'app/api/everything/route.ts'));
    expect(incomplete(built, rows)).toEqual([
      expect.stringContaining('route:GET /api/everything is not in docs/authorization.csv'),
    ]);
  });

  it('a thing that nobody says how to ask for', async () => {
    const named = rows.map((row) => (row.id === 'B06' ? { ...row, built_as: 'page:/new' } : row));
    expect((await prove(school, named, (one) => one === 'page:/new')).wrong).toEqual([
      expect.stringContaining('page:/new (row B06) has no fixture'),
    ]);
  });
});
