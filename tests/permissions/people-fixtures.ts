import { action } from './action-fixtures';
import { addressCanary } from './cast';
import { idOf, subjectId, type Fixture } from './fixture';
import { page } from './page-fixtures';
import type { School } from './school';
import { classes, students } from './subjects';
import { places, type Subject } from './world';

const requestId = '3c1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e70';
const askers: Subject[] = ['tundesMother', 'aminasFather'].map((of) => ({ kind: 'account', of }));
const nameIn = (subject: Subject) => ('of' in subject ? subject.of : '');
const childOf = (subject: Subject) => places[nameIn(subject)]?.children?.[0] ?? '';

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

const aRequest = { subjects: askers, seenBy: 'B56', before: asked, after: notAsked };

/** How to ask for what the office and families do with people’s records. */
export const peopleFixtures: [string, Fixture][] = [
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
  page('/students/[studentId]/placement', { subjects: students, params: (school, subject) => ({ studentId: subjectId(school, subject) }) }),
  page('/classes/[classId]/print/list', { subjects: classes, params: (school, subject) => ({ classId: subjectId(school, subject) }) }),
  page('/classes/[classId]/print/cards', { subjects: classes, params: (school, subject) => ({ classId: subjectId(school, subject) }) }),
  page('/change-requests'),
  page('/change-requests/new'),
  page('/change-requests/[requestId]', { ...aRequest, params: () => ({ requestId }) }),
];
