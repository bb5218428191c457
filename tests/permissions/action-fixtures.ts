import { plusDays } from '@/lib/platform/dates';
import { signedId } from '@/lib/platform/secrets';
import { codeAt } from '@/lib/accounts/second-factor/rules';
import { PASSWORD } from './cast';
import { idOf, subjectId, type Fixture, type Outcome } from './fixture';
import type { School } from './school';
import { forgetLinks, LINK, openLink } from './links';
import { noPhones, PHONE, phonesFor } from './phones';
import { noMoreSuperAdmins, REQUEST, requestBy, twoMoreSuperAdmins } from './super-admins';
import { accountsNamed, classes, sessions, submissions } from './subjects';
import { nothing, places, studentNames, type Subject, type Who } from './world';

export type Given = { school: School; who: Who; subject: Subject };
type Asked = Omit<Fixture, 'act'> & {
  input: (given: Given) => object;
  /** Looks at the answer of an act that went through. */
  succeeded?: (data: unknown, given: Given) => boolean;
};

export const plenty = { points: 1_000_000, seconds: 1 };

/** Performs a declared action with this input, for real. */
export function action(name: string, { input, succeeded = () => true, ...fixture }: Asked): [string, Fixture] {
  const act = async (school: School, who: Who, subject: Subject): Promise<Outcome> => {
    const definition = school.built.actions.get(name);
    if (!definition) throw new Error(`there is no action ${name}`);
    const given = { school, who, subject };
    const answer = await school.perform({ ...definition, limit: plenty }, who.caller, input(given));
    if (!answer.ok) return { code: answer.code };
    return { code: succeeded(answer.data, given) ? 'ok' : 'ok, but with the wrong answer' };
  };
  return [`action:${name}`, { ...fixture, act }];
}

const isShutOut = (name: string) => places[name]?.standing === 'shut-out';
const isDeleted = (name: string) => name.startsWith('deleted');
const isSuspended = (name: string) => name.startsWith('suspended');
const account = ({ school, subject }: Given) => ({ userId: subjectId(school, subject) });

const isInvited = (name: string) => ['superAdmin', 'admin', 'grace', 'tundesMother', 'amina'].includes(name);

/** Only somebody with an address who has never signed in can be invited. */
async function neverSignedIn(school: School, subject: Subject): Promise<void> {
  await school.footprint.owner`update users set status = 'pending', email = coalesce(email, id || '@example.ng') where id = ${subjectId(school, subject)}`;
}

async function signedInOnce(school: School, subject: Subject): Promise<void> {
  await school.footprint.owner`update users set status = 'active' where id = ${subjectId(school, subject)}`;
}

export const passwordOf = (who: Who) => (who.standing === 'must-choose' ? 'AAAA-BBBB' : PASSWORD);

const mayBecomeOne = (name: string) => ['superAdmin', 'admin', 'grace', 'tundesMother'].includes(name);
const isOne = ({ subject }: Given) => 'of' in subject && subject.of === 'superAdmin';

async function askedAbout(school: School, subject: Subject): Promise<void> {
  await twoMoreSuperAdmins(school.footprint);
  await requestBy(school.footprint, { userId: subjectId(school, subject), change: 'of' in subject && subject.of === 'superAdmin' ? 'revoke' : 'grant' });
}

/** The boxes ticked so that one role changes and one is left. */
function otherRoles({ subject }: Given): Record<string, 'on'> {
  const roles = 'of' in subject ? (places[subject.of]?.roles ?? []) : [];
  const changed = roles.includes('parent') ? 'teacher' : 'parent';
  const after = roles.includes(changed) ? roles.filter((role) => role !== changed) : [...roles, changed];
  return Object.fromEntries(after.filter((role) => ['admin', 'teacher', 'parent'].includes(role)).map((role) => [role, 'on']));
}

const marks = ({ school, subject }: Given) =>
  studentNames
    .filter((name) => 'inClass' in subject && places[name]?.inClass?.includes(subject.inClass))
    .map((name) => ({ studentId: idOf(school.ids.students, name), status: 'present' }));

const register = (given: Given, daysAgo: number) => ({
  classId: subjectId(given.school, given.subject),
  day: plusDays(given.school.ids.cast.today, -daysAgo),
  version: 0,
  marks: marks(given),
});

/** The register of today as someone left it: taken, with one submission. */
async function takenRegister({ footprint: { owner }, ids }: School, subject: Subject): Promise<void> {
  if (subject.kind !== 'submission') return;
  const [classId, by, day] = [
    idOf(ids.classes, subject.inClass),
    idOf(ids.users, subject.of),
    ids.cast.today,
  ];
  await owner`with r as (insert into registers (class_id, day, version, taken_at, taken_by) values (${classId}, ${day}, 1, now(), ${by}) returning id)
    insert into register_submissions (register_id, class_id, version, kind, submitted_by, submitted_at)
    select id, ${classId}, 1, 'taken', ${by}, now() from r`;
}

async function noRegister({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from register_submissions`;
  await owner`delete from attendance_marks`;
  await owner`delete from registers`;
}

export const actionFixtures: [string, Fixture][] = [
  action('accounts.sign-in', {
    subjects: [nothing],
    beforePasswordChoice: true,
    input: ({ school, who }) => ({
      identifier: idOf(school.ids.usernames, who.name in places ? who.name : 'grace'),
      password: passwordOf(who),
    }),
    // A right password opens a session, but not to an account that is suspended, disabled or deleted.
    succeeded: (data, { who }) =>
      typeof data === 'object' && data !== null && 'token' in data !== isShutOut(who.name),
  }),
  action('accounts.sign-out', { subjects: [nothing], beforePasswordChoice: true, input: () => ({}) }),
  action('accounts.sign-out-everywhere', { subjects: [nothing], input: () => ({}) }),
  action('accounts.end-session', {
    subjects: sessions,
    input: ({ school, subject }) => ({ sessionId: subjectId(school, subject) }),
  }),
  action('accounts.choose-password', {
    subjects: [nothing],
    beforePasswordChoice: true,
    input: () => ({ current: PASSWORD, password: 'seven tall palm trees', again: 'seven tall palm trees' }),
  }),
  action('accounts.ask-reset', { subjects: [nothing], beforePasswordChoice: true, input: () => ({ identifier: 'THS-PAR-001' }) }),
  action('accounts.reset-password', {
    subjects: [nothing],
    beforePasswordChoice: true,
    before: ({ footprint, ids }) => openLink(footprint, 'reset', idOf(ids.users, 'tundesMother')),
    after: forgetLinks,
    input: () => ({ token: signedId('reset', LINK), password: 'seven tall palm trees', again: 'seven tall palm trees' }),
  }),
  action('accounts.confirm-sign-in', {
    subjects: [nothing],
    beforePasswordChoice: true,
    input: () => ({ code: '123456' }),
    // Nobody's password was just right.
    succeeded: (data) => typeof data === 'object' && data !== null && 'refused' in data,
  }),
  action('accounts.start-second-factor', { subjects: [nothing], input: ({ who }) => ({ confirmPassword: passwordOf(who) }) }),
  action('accounts.confirm-second-factor', {
    subjects: [nothing],
    before: (school) => phonesFor(school, 'pending'),
    after: noPhones,
    input: () => ({ code: codeAt(PHONE, new Date()) }),
  }),
  ...['renew-recovery-codes', 'remove-second-factor'].map((name) => action(`accounts.${name}`, {
    subjects: [nothing], before: (school) => phonesFor(school, 'set'), after: noPhones, input: ({ who }) => ({ confirmPassword: passwordOf(who) }),
  })),
  action('accounts.reset-second-factor-of', {
    subjects: accountsNamed((name) => !isDeleted(name)),
    seenBy: 'B19',
    before: (school) => phonesFor(school, 'set'),
    after: noPhones,
    input: (given) => ({ ...account(given), confirmPassword: passwordOf(given.who) }),
  }),
  action('accounts.disable', {
    subjects: accountsNamed((name) => !isShutOut(name)),
    seenBy: 'B19',
    input: (given) => ({ ...account(given), confirmPassword: passwordOf(given.who) }),
  }),
  action('accounts.restore', { subjects: accountsNamed((name) => name.startsWith('disabled')), seenBy: 'B19', input: account }),
  action('accounts.unlock', { subjects: accountsNamed((name) => !isDeleted(name)), seenBy: 'B19', input: account }),
  action('accounts.ask-super-admin', {
    subjects: accountsNamed(mayBecomeOne),
    seenBy: 'B19',
    before: ({ footprint }) => twoMoreSuperAdmins(footprint),
    after: noMoreSuperAdmins,
    input: (given) => ({ ...account(given), change: isOne(given) ? 'revoke' : 'grant', confirmPassword: passwordOf(given.who) }),
  }),
  action('accounts.confirm-super-admin', {
    subjects: accountsNamed(mayBecomeOne),
    seenBy: 'B38',
    before: askedAbout,
    after: noMoreSuperAdmins,
    input: ({ who }) => ({ requestId: REQUEST, confirmPassword: passwordOf(who) }),
  }),
  action('accounts.withdraw-super-admin', {
    subjects: accountsNamed(mayBecomeOne), before: askedAbout, after: noMoreSuperAdmins, input: () => ({ requestId: REQUEST }),
  }),
  action('accounts.accept-invitation', {
    subjects: [nothing],
    beforePasswordChoice: true,
    before: ({ footprint, ids }) => openLink(footprint, 'invitation', idOf(ids.users, 'tundesMother')),
    after: forgetLinks,
    input: () => ({ token: signedId('invitation', LINK), password: 'seven tall palm trees', again: 'seven tall palm trees' }),
  }),
  action('accounts.invite', { subjects: accountsNamed(isInvited), seenBy: 'B19', before: neverSignedIn, after: signedInOnce, input: account }),
  action('accounts.withdraw-invitation', {
    subjects: accountsNamed(isInvited),
    seenBy: 'B19',
    before: (school, subject) => openLink(school.footprint, 'invitation', subjectId(school, subject)),
    after: forgetLinks,
    input: account,
  }),
  action('mail.send-test', { subjects: [nothing], seenBy: 'B06', input: () => ({}) }),
  action('accounts.suspend', {
    subjects: accountsNamed((name) => !isShutOut(name)),
    seenBy: 'B19',
    input: account,
  }),
  action('accounts.reactivate', { subjects: accountsNamed(isSuspended), seenBy: 'B19', input: account }),
  action('accounts.issue-password', {
    subjects: accountsNamed((name) => !isShutOut(name)),
    seenBy: 'B19',
    input: account,
  }),
  action('accounts.end-sessions-of', { subjects: accountsNamed((name) => !isDeleted(name)), seenBy: 'B19', input: account }),
  action('accounts.change-roles', {
    subjects: accountsNamed((name) => !isDeleted(name)),
    seenBy: 'B19',
    input: (given) => ({ ...account(given), ...otherRoles(given), confirmPassword: passwordOf(given.who) }),
  }),
  action('people.add-staff', {
    // Somebody new, of the kind of one who is there.
    subjects: accountsNamed((name) => name === 'admin' || name === 'grace'),
    seenBy: 'B06',
    input: ({ subject }) => ({
      title: '', surname: 'Nobody', firstName: 'Yet', gender: 'male', phone: '', email: '', isAnother: 'on',
      role: 'of' in subject && subject.of === 'admin' ? 'admin' : 'teacher',
    }),
  }),
  action('notifications.mark-all-read', { subjects: [nothing], input: () => ({}) }),
  action('attendance.submit-register', {
    subjects: classes,
    seenBy: 'A28',
    input: (given) => register(given, 0),
  }),
  action('attendance.undo-register', {
    subjects: submissions,
    seenBy: 'A28',
    refusal: 'LOCKED',
    before: takenRegister,
    after: noRegister,
    input: ({ school, subject }) => ({
      classId: subjectId(school, subject),
      day: school.ids.cast.today,
      version: 1,
    }),
  }),
];

/** An earlier day is another right than today: the same action under another row. */
const [, earlierDay] = action('attendance.submit-register', {
  subjects: classes,
  seenBy: 'A28',
  refusal: 'LOCKED',
  input: (given) => ({ ...register(given, 1), reason: 'The sheet was on paper' }),
});
export const rowActionFixtures: [string, Fixture][] = [['A27 action:attendance.submit-register', earlierDay]];
