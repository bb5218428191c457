import { mayFollow } from '@/lib/live/queries';
import { numberEvents } from '@/lib/platform/feed';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase } from '@/tests/support/database';
import { signedIn } from '@/tests/support/people';
import { notifications } from '@/db/schema';
import { findBuilt, type Built } from './built';
import { safeguardingCanary, seedEveryone, type Ids } from './cast';
import { dryRuns, type DryRun } from './dry-run';
import { openFootprint, type Footprint } from './footprint';
import { everyone } from './people';
import type { Who } from './world';

export type School = {
  url: string;
  ids: Ids;
  people: Who[];
  /** A session of each account that the proof may try to end. */
  sessions: Record<string, string>;
  dry: DryRun;
  footprint: Footprint;
  /** What is under proof; the hand-made holes replace parts of it. */
  built: Built;
  perform: typeof perform;
  mayFollow: typeof mayFollow;
  /** For holes, which let acts through that would spoil the school for the next one. */
  neverCommits: boolean;
  close: () => Promise<void>;
};

/** A school in a database of its own, with everyone signed in and something in every room. */
export async function openSchool(): Promise<School> {
  const base = await testDatabase();
  const ids = await seedEveryone();
  const people = await everyone(ids);
  const sessions: Record<string, string> = {};
  for (const [name, id] of Object.entries(ids.users)) sessions[name] = await spareSession(id);
  await somethingInEveryRoom(ids);
  const footprint = await openFootprint(base.url);
  // Past the wall: the system itself may not write these.
  for (const [name, id] of Object.entries(ids.students)) {
    await footprint.owner`insert into safeguarding_notes (student_id, kind, body, written_at, written_by)
      values (${id}, 'custody', ${safeguardingCanary(name)}, now(), ${ids.cast.admin.id})`;
  }
  for (const name of ['tundesMother', 'aminasFather']) {
    await footprint.owner`insert into change_requests (requested_by, field, before, after, state, decided_at)
      values (${ids.users[name] ?? ''}, 'email', '', ${`${name}@example.ng`}, 'declined', now())`;
  }
  return {
    url: base.url,
    ids,
    people,
    sessions,
    footprint,
    perform,
    mayFollow,
    dry: dryRuns(base.db),
    built: await findBuilt(),
    neverCommits: false,
    close: async () => {
      await footprint.close();
      await base.close();
    },
  };
}

async function spareSession(userId: string): Promise<string> {
  const { tokenHash } = await signedIn({ id: userId });
  return asSystem('test', async ({ tx }) => {
    const [row] = await tx.execute<{ id: string }>(
      `select id from sessions where token_hash = '\\x${tokenHash?.toString('hex') ?? ''}'`,
    );
    return row?.id ?? '';
  });
}

export const noticeCanary = (name: string) => `notice-canary-${name}.`;

async function somethingInEveryRoom(ids: Ids): Promise<void> {
  const scopesOf = (kind: string, named: Record<string, string>) =>
    Object.values(named).map((id) => `${kind}:${id}`);
  await asSystem('test', async ({ tx, record }) => {
    await tx.insert(notifications).values(
      Object.entries(ids.users).map(([name, userId]) => ({
        userId,
        kind: 'absence' as const,
        subjectId: userId,
        day: ids.cast.today,
        key: name,
        title: noticeCanary(name),
        body: '',
        link: '/today',
      })),
    );
    record({
      name: 'test.everything-happened',
      subjectId: 'test',
      tables: ['registers', 'notifications', 'sessions', 'change_requests'],
      detail: {},
      scopes: [
        'school',
        ...scopesOf('class', ids.classes),
        ...scopesOf('student', ids.students),
        ...scopesOf('user', ids.users),
      ],
    });
  });
  while ((await numberEvents()) > 0);
}
