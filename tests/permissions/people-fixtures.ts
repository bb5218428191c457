import { action, passwordOf, type Given } from './action-fixtures';
import { addressCanary } from './cast';
import { idOf, subjectId, type Fixture } from './fixture';
import { page, route } from './page-fixtures';
import type { School } from './school';
import { accountsNamed, classes, guardianAccounts, staffAccounts, students } from './subjects';
import { nothing, places, type Subject, type Who } from './world';

const requestId = '3c1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e70';
const askers: Subject[] = ['tundesMother', 'aminasFather'].map((of) => ({ kind: 'account', of }));
const nameIn = (subject: Subject) => ('of' in subject ? subject.of : '');
const childOf = (subject: Subject) => places[nameIn(subject)]?.children?.[0] ?? '';

const account = ({ school, subject }: Given) => ({ userId: subjectId(school, subject) });
const guardianOf = ({ school, subject }: Given) => idOf(school.ids.guardians, nameIn(subject));
const linkOf = ({ school, subject }: Given) => idOf(school.ids.links, nameIn(subject));
const liveLinks = guardianAccounts.filter((subject) => nameIn(subject) !== 'formerGuardian');

/** Students who are in a class now. */
const placed = students.filter((subject) => places[nameIn(subject)]?.inClass);

/** One open request of this guardian about the first child's address. */
async function asked({ footprint: { owner }, ids }: School, subject: Subject): Promise<void> {
  const child = childOf(subject);
  await owner`insert into change_requests (id, requested_by, student_id, field, before, after)
    values (${requestId}, ${idOf(ids.users, nameIn(subject))}, ${idOf(ids.students, child)}, 'address', ${addressCanary(child)}, 'elsewhere')`;
}

async function notAsked({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from change_requests where id = ${requestId}`;
}

const changeId = '4d2e3d45-6c7b-4d8e-9f0a-1b2c3d4e5f71';

/** Tunde was put into a house together with nobody else. */
async function housed({ footprint: { owner }, ids }: School): Promise<void> {
  await owner`insert into bulk_changes (id, kind, value, count, unchanged, left_out, made_at, made_by)
    values (${changeId}, 'house', 'Red', 1, 0, 0, now(), ${idOf(ids.users, 'superAdmin')})`;
  const [student] = await owner`select id, house from students where id = ${idOf(ids.students, 'tunde')}`;
  const state = owner.json({ house: student?.house as string });
  await owner`insert into bulk_change_rows (change_id, student_id, before, after) values (${changeId}, ${student?.id as string}, ${state}, ${state})`;
}

async function notHoused({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from bulk_change_rows`;
  await owner`delete from bulk_changes`;
}

async function planned({ footprint: { owner }, ids }: School, subject: Subject): Promise<void> {
  await owner`insert into planned_placements (kind, student_id, class_id, starts_on, may_overfill, asked_at, asked_by)
    values ('move', ${idOf(ids.students, nameIn(subject))}, ${ids.cast.class2B.id}, ${ids.cast.today}::date + 3, false, now(), ${idOf(ids.users, 'admin')})`;
}

async function notPlanned({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from planned_placements`;
}

/** One student of many, for acts that are the office's whoever is chosen. */
const many = (more: (school: School) => Record<string, string>) => ({
  subjects: [nothing], seenBy: 'B06', after: notHoused,
  input: ({ school }: Given) => ({ ids: idOf(school.ids.students, 'tunde'), count: '1', ...more(school) }),
});

const aRequest = { subjects: askers, seenBy: 'B56', before: asked, after: notAsked };

function exportForm(who: Who): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ kind: 'guardians', format: 'csv', q: '', confirmPassword: passwordOf(who) })) form.set(name, value);
  return form;
}

/** How to ask for what the office and families do with people’s records. */
export const peopleFixtures: [string, Fixture][] = [
  action('people.add-student', {
    subjects: [nothing],
    seenBy: 'B06',
    input: ({ school }) => ({
      surname: 'Nobody', first_name: 'Yet', gender: 'male', date_of_birth: '04/08/2014', class_id: school.ids.cast.class2A.id,
    }),
  }),
  action('people.edit-student', {
    subjects: students,
    seenBy: 'B15',
    input: ({ school, subject }) => ({
      studentId: subjectId(school, subject), seen: '{}', surname: 'Somebody', first_name: 'Else', other_names: '', gender: 'male',
      date_of_birth: '2014-05-01', state_of_origin: '', lga: '', address: 'elsewhere', previous_school: '', house: 'Red',
      emergency_name: '', emergency_phone: '',
    }),
  }),
  action('people.open-medical', { subjects: students, seenBy: 'B15', input: (given) => ({ studentId: subjectId(given.school, given.subject) }) }),
  action('people.edit-medical', {
    subjects: students,
    seenBy: 'B15',
    input: ({ school, subject }) => ({ studentId: subjectId(school, subject), seen: '{}', allergies: 'Nuts', notes: '', blood_group: '', genotype: 'AA' }),
  }),
  action('people.open-safeguarding', { subjects: students, seenBy: 'B15', input: (given) => ({ studentId: subjectId(given.school, given.subject) }) }),
  action('people.write-safeguarding-note', {
    subjects: students,
    seenBy: 'B15',
    input: ({ school, subject }) => ({ studentId: subjectId(school, subject), kind: 'custody', body: 'The court decides.' }),
  }),
  action('accounts.change-safeguarding', {
    subjects: accountsNamed((name) => ['superAdmin', 'admin', 'suspendedAdmin'].includes(name)),
    seenBy: 'B19',
    input: (given) => ({
      ...account(given), confirmPassword: passwordOf(given.who), ...(places[nameIn(given.subject)]?.isSafeguarding ? {} : { holds: 'on' }),
    }),
  }),
  action('people.edit-staff', {
    subjects: staffAccounts,
    seenBy: 'B11',
    input: (given) => ({
      ...account(given), seen: '{}', title: 'Chief', surname: 'Somebody', first_name: 'Else', gender: 'male', phone: '', email: '', left_on: '',
    }),
  }),
  action('people.add-guardian', {
    subjects: [nothing],
    seenBy: 'B06',
    input: () => ({ surname: 'Nobody', first_name: 'Yet', phone: '0803 000 1111', email: '', occupation: '' }),
  }),
  action('people.edit-guardian', {
    subjects: guardianAccounts,
    seenBy: 'B48',
    input: (given) => ({ guardianId: guardianOf(given), seen: '{}', surname: 'Somebody', first_name: 'Else', phone: '', email: '', occupation: 'Tailor' }),
  }),
  action('people.link-guardian', {
    subjects: guardianAccounts,
    seenBy: 'B48',
    input: (given) => ({ guardianId: guardianOf(given), student: given.school.ids.usernames.kemi, relationship: 'aunt', priority: '2' }),
  }),
  action('people.edit-guardian-link', {
    subjects: liveLinks,
    seenBy: 'B48',
    input: (given) => ({ linkId: linkOf(given), relationship: 'aunt', priority: '3' }),
  }),
  action('people.verify-guardian-link', { subjects: [{ kind: 'account', of: 'unverifiedGuardian' }], seenBy: 'B48', input: (given) => ({ linkId: linkOf(given) }) }),
  action('people.restrict-guardian-link', { subjects: liveLinks, seenBy: 'B48', input: (given) => ({ linkId: linkOf(given) }) }),
  action('people.end-guardian-link', { subjects: liveLinks, seenBy: 'B48', input: (given) => ({ linkId: linkOf(given) }) }),
  action('people.request-changes', {
    subjects: students,
    seenBy: 'B15',
    input: ({ school, subject }) => ({ about: subjectId(school, subject), address: 'elsewhere' }),
  }),
  action('people.open-change-request', { ...aRequest, input: () => ({ requestId }) }),
  action('people.approve-change', { ...aRequest, input: ({ subject }) => ({ requestId, now: addressCanary(childOf(subject)) }) }),
  action('people.decline-change', { ...aRequest, input: () => ({ requestId, reason: 'Please bring a bill.' }) }),
  action('people.withdraw-change', { ...aRequest, input: () => ({ requestId }) }),
  action('people.move-student', {
    subjects: placed,
    seenBy: 'B15',
    input: ({ school, subject }) => ({
      studentId: subjectId(school, subject), startsOn: school.ids.cast.today,
      class_id: idOf(school.ids.classes, places[nameIn(subject)]?.inClass?.includes('class2A') ? 'class2B' : 'class2A'),
    }),
  }),
  action('people.move-students', many(({ ids }) => ({ class_id: idOf(ids.classes, 'class2B'), startsOn: ids.cast.today }))),
  action('people.assign-house', many(() => ({ house: 'Indigo' }))),
  action('people.assign-department', { ...many(() => ({ department: 'science' })), allowed: 'INVALID' }),
  action('people.undo-bulk-change', { subjects: [nothing], before: housed, after: notHoused, input: () => ({ changeId }) }),
  page('/students/selected', { searches: [{}, { all: 'on' }] }),
  page('/students/selected/print', { searches: [{ all: 'on' }, { all: 'on', as: 'cards' }] }),
  page('/students/changes'),
  route('POST /api/exports', { seenBy: 'B06', form: exportForm }),
  action('people.withdraw-student', {
    subjects: placed,
    seenBy: 'B15',
    input: ({ school, subject }) => ({ studentId: subjectId(school, subject), lastDay: school.ids.cast.today, reason: 'Moved away' }),
  }),
  action('people.readmit-student', {
    subjects: students.filter((subject) => !placed.includes(subject)),
    seenBy: 'B15',
    input: ({ school, subject }) => ({ studentId: subjectId(school, subject), startsOn: school.ids.cast.today, class_id: school.ids.cast.class2A.id }),
  }),
  action('people.cancel-planned-placement', {
    subjects: students,
    seenBy: 'B15',
    before: planned,
    after: notPlanned,
    input: ({ school, subject }) => ({ studentId: subjectId(school, subject) }),
  }),
  page('/students/[studentId]/placement', { subjects: students, params: (school, subject) => ({ studentId: subjectId(school, subject) }) }),
  page('/classes/[classId]/print/list', { subjects: classes, params: (school, subject) => ({ classId: subjectId(school, subject) }) }),
  page('/classes/[classId]/print/cards', { subjects: classes, params: (school, subject) => ({ classId: subjectId(school, subject) }) }),
  page('/change-requests'),
  page('/change-requests/new'),
  page('/change-requests/[requestId]', { ...aRequest, params: () => ({ requestId }) }),
];
