import { sayCount } from '@/lib/platform/sentences';
// What a careful person would look at, each as one sentence with what to do.

export type State = 'good' | 'look' | 'bad' | 'unknown';
export type Finding = { id: string; title: string; state: State; says: string; remedy: string };

/** What the database says of itself. */
export type DatabaseFacts = {
  isDemo: boolean; isFactorRequired: boolean; officeWithoutFactor: number; oldFirstPasswords: number; openTables: string[]; grants: string[]; synchronousCommit: string; isOwner: boolean;
  dormantStaff: number; failedSignIns: number; orphanFiles: number;
  /** The last verification of the history that came to its end, and how long ago one began at the first event. */
  lastVerified: { time: string; checked: number; broken: string | null; daysAgo: number; wholeDaysAgo: number | null } | null;
  /** The one under way. */
  verifying: { soFar: number; of: number } | null;
};

/** What is looked at from outside the database; null where it could not be seen. */
export type OutsideFacts = {
  oldPackages: string[] | null; missingHeaders: string[] | null; openBuckets: string[] | null; freeDisk: { gigabytes: number; share: number } | null;
};

type Judged = [state: State, says: string, remedy?: string];
const finding = (id: string, title: string, [state, says, remedy = '']: Judged): Finding => ({ id, title, state, says, remedy: state === 'good' ? '' : remedy });

/** All findings, the worst first. */
export function judge(facts: DatabaseFacts, outside: OutsideFacts): Finding[] {
  return [...ofPeople(facts), ...ofDatabase(facts), ...ofOutside(outside)].toSorted((a, b) => worst.indexOf(a.state) - worst.indexOf(b.state));
}

const worst: readonly State[] = ['bad', 'look', 'unknown', 'good'];

function ofPeople({ isDemo, isFactorRequired, officeWithoutFactor, oldFirstPasswords, dormantStaff, failedSignIns }: DatabaseFacts): Finding[] {
  return [
    finding('demo', 'Known passwords', isDemo
      ? ['bad', 'This is the demonstration: its sign-ins can be printed by whoever runs the machine.', 'Never put real people into it. Start a school with a database of its own.']
      : ['good', 'No demonstration accounts.']),
    finding('factor', 'Second sign-in step of the office', !isFactorRequired && !isDemo
      ? ['bad', 'It is switched off in the database: a password alone opens the office.', 'update schools set require_second_factor = true.']
      : officeWithoutFactor > 0
        ? ['look', `${sayCount(officeWithoutFactor, 'account')} of the office ${officeWithoutFactor === 1 ? 'has' : 'have'} none yet.`, isDemo ? 'The demonstration does not ask for it; a school of its own does, at the next sign-in.' : 'They are asked to set it up when they next sign in. Staff shows who has not signed in for long.']
        : ['good', 'Everybody in the office has one.']),
    finding('first-passwords', 'First passwords', oldFirstPasswords > 0
      ? ['look', `${sayCount(oldFirstPasswords, 'first password')} ${oldFirstPasswords === 1 ? 'has' : 'have'} not been used for 30 days.`, 'Hand the slips over, or give new ones on the page of the account; suspend who will not come.']
      : ['good', 'None is older than 30 days.']),
    finding('dormant', 'Staff who do not sign in', dormantStaff > 0
      ? ['look', `${sayCount(dormantStaff, 'active staff account')} not used for 60 days.`, 'Suspend those who have left: Staff, then the person.']
      : ['good', 'No staff account has been unused for more than 60 days.']),
    finding('failed', 'Wrong passwords in the last day', failedSignIns >= 50
      ? ['look', `${sayCount(failedSignIns, 'sign-in')} failed since yesterday.`, 'Settings, History, “Accounts and sign-ins” says for whom. Guessing is slowed down by itself.']
      : ['good', failedSignIns === 0 ? 'None.' : `${sayCount(failedSignIns, 'sign-in')} failed, which is usual.`]),
  ];
}

function ofDatabase({ openTables, grants, synchronousCommit, isOwner, orphanFiles, lastVerified, verifying }: DatabaseFacts): Finding[] {
  return [
    finding('wall', 'Row-level security on children’s data', openTables.length > 0
      ? ['bad', `Not forced on ${openTables.join(', ')}.`, 'Run ./ths migrate. If it stays, somebody has changed the database by hand.']
      : ['good', 'Forced on every table that speaks of a student.']),
    finding('grants', 'The history cannot be rewritten', grants.length > 0
      ? ['bad', `The product’s role may ${grants.join(', ')}.`, 'Revoke it as the owner of the database: it must only insert.']
      : ['good', 'The school’s programs can add lines to the history, and can neither change nor delete any.']),
    finding('owner', 'Who signs in to the database', isOwner
      ? ['look', 'The pages sign in as the owner of the tables and step down.', 'Set DATABASE_RUNTIME_URL, so that they cannot step up again (docs/SETUP.md).']
      : ['good', 'The pages use a sign-in that owns nothing.']),
    finding('commit', 'Saved means saved', ['on', 'remote_write', 'remote_apply', 'local'].includes(synchronousCommit)
      ? ['good', `What is saved survives a power cut (synchronous_commit is ${synchronousCommit}).`]
      : ['bad', `synchronous_commit is ${synchronousCommit}: after a power cut a saved register could be gone.`, 'alter system set synchronous_commit = on; then reload PostgreSQL.']),
    ofHistory(lastVerified, verifying),
    finding('orphans', 'Files nobody points at', orphanFiles > 0
      ? ['look', `${sayCount(orphanFiles, 'file')} should have been removed.`, 'Look whether the worker runs: logs/worker.log.']
      : ['good', 'There are none.']),
  ];
}

const daysAgo = (days: number) => (days === 0 ? 'today' : `${sayCount(days, 'day')} ago`);

function ofHistory(last: DatabaseFacts['lastVerified'], verifying: DatabaseFacts['verifying']): Finding {
  const title = 'Verification of the history';
  const number = (count: number) => count.toLocaleString('en-NG');
  const now = verifying ? ` It is being verified now: ${number(verifying.soFar)} of ${sayCount(verifying.of, 'event')} so far.` : '';
  const remedy = verifying ? 'This page shows the result by itself.' : 'Press “Verify the history now”.';
  if (!last) return finding('history', title, ['look', `It has not been verified yet.${now}`, remedy]);
  if (last.broken) return finding('history', title, ['bad', `It was found broken ${daysAgo(last.daysAgo)} at ${last.time}: ${last.broken}.${now}`, 'Somebody has changed the database past the product. Compare with a backup before anything else.']);
  const whole = last.wholeDaysAgo === null ? 'not yet from the first event' : `from the first event ${daysAgo(last.wholeDaysAgo)}`;
  const says = `Verified ${daysAgo(last.daysAgo)} at ${last.time} up to event ${number(last.checked)}, ${whole}.${now}`;
  // It is verified from the first event every night.
  const isOld = last.wholeDaysAgo === null || last.wholeDaysAgo > 2;
  return finding('history', title, [isOld ? 'look' : 'good', says, `${remedy} If it stays so, look whether the worker runs: logs/worker.log.`]);
}

function ofOutside({ oldPackages, missingHeaders, openBuckets, freeDisk }: OutsideFacts): Finding[] {
  const unseen = (what: string): Judged => ['unknown', `${what} could not be seen from here.`, 'Try again in a minute; ./ths doctor looks at the machine itself.'];
  return [
    finding('versions', 'Packages without known holes', oldPackages === null ? unseen('The versions') : oldPackages.length > 0
      ? ['bad', `Older than they may be: ${oldPackages.join(', ')}.`, 'Update the product: npm ci of a newer release.']
      : ['good', 'All are at least as new as the last known security fix.']),
    finding('headers', 'Security headers', missingHeaders === null ? unseen('The school’s own address') : missingHeaders.length > 0
      ? ['bad', `Missing at the address people use: ${missingHeaders.join(', ')}.`, 'A proxy in front removes them: let them through.']
      : ['good', 'All are there at the address people use.']),
    finding('buckets', 'Private files', openBuckets === null ? unseen('The file store') : openBuckets.length > 0
      ? ['bad', `Anybody can read or list: ${openBuckets.join(', ')}.`, 'Remove the policy from the bucket; ./ths migrate sets the right one.']
      : ['good', 'The store answers nobody without a signed address.']),
    finding('disk', 'Room on the disk', freeDisk === null ? unseen('The disk') : freeDisk.share < 0.1
      ? [freeDisk.share < 0.03 ? 'bad' : 'look', `${freeDisk.gigabytes.toFixed(1)} GB left (${Math.round(freeDisk.share * 100)}%).`, 'Make room, or move the data folder to a larger disk.']
      : ['good', `${freeDisk.gigabytes.toFixed(1)} GB left (${Math.round(freeDisk.share * 100)}%).`]),
  ];
}

/** Negative when a is older than b; "5.0.0-beta.32" is older than "5.0.0". */
export function compareVersions(a: string, b: string): number {
  const [partsA, partsB] = [a, b].map((version) => {
    const [numbers = '', pre] = version.split('-');
    const before = pre ? [0, ...pre.split('.').map((part) => Number(part) || 0)] : [1];
    return [...numbers.split('.').map(Number), ...before];
  });
  const length = Math.max(partsA?.length ?? 0, partsB?.length ?? 0);
  for (let index = 0; index < length; index += 1) {
    const difference = (partsA?.[index] ?? 0) - (partsB?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Lock = { packages: Record<string, { version?: string }> };

/** "ws 8.1.0 (floor 8.2.0)" for every copy in the lock file below its floor. */
export function belowFloor(floors: Record<string, string>, lock: Lock): string[] {
  return Object.entries(floors).flatMap(([name, floor]) =>
    Object.entries(lock.packages)
      .filter(([place, { version }]) => place.endsWith(`node_modules/${name}`) && compareVersions(version ?? '0', floor) < 0)
      .map(([, { version }]) => `${name} ${version ?? '?'} (floor ${floor})`));
}

/** The headers every page must carry. */
export const wantedHeaders = ['content-security-policy', 'x-content-type-options', 'x-frame-options', 'referrer-policy', 'permissions-policy', 'cross-origin-opener-policy'] as const;
