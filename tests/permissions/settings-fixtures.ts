import { action, passwordOf, type Given } from './action-fixtures';
import { subjectId, type Fixture } from './fixture';
import { ofClass, page } from './page-fixtures';
import type { School } from './school';
import { classes } from './subjects';
import { nothing } from './world';

// What the acts need and the cast has no name for; made by the owner before, gone after.
const spare = {
  level: '00000000-0000-4000-8000-000000000001', department: '00000000-0000-4000-8000-000000000002',
  subject: '00000000-0000-4000-8000-000000000003', session: '00000000-0000-4000-8000-000000000004',
  spareClass: '00000000-0000-4000-8000-000000000005', term: '00000000-0000-4000-8000-000000000006',
  assignment: '00000000-0000-4000-8000-000000000007',
};

async function makeSpare({ footprint: { owner }, ids }: School): Promise<void> {
  const { cast } = ids;
  await owner`insert into levels (id, name, stage, position) values (${spare.level}, 'Spare', 'junior-secondary', 90)`;
  await owner`insert into departments (id, name) values (${spare.department}, 'spare')`;
  await owner`insert into subjects (id, name) values (${spare.subject}, 'Spare')`;
  await owner`insert into subject_offerings (level_id, subject_id) select level_id, ${spare.subject} from classes where id = ${cast.class2A.id}`;
  await owner`insert into academic_sessions (id, name, starts_on, ends_on) values (${spare.session}, '2090/2091', '2090-09-01', '2091-07-31')`;
  await owner`insert into terms (id, academic_session_id, number, name, starts_on, ends_on)
    select ${spare.term}, academic_session_id, 2, 'Second', ends_on + 10, ends_on + 90 from terms where id = ${cast.term.id}`;
  await owner`insert into holidays (day, name) values ('2090-10-02', 'Spare')`;
  for (const [teacher, one] of [[cast.mrObi, cast.class2A], [cast.mrsMusa, cast.class2B]] as const)
    await owner`insert into teaching_assignments (staff_id, class_id, subject_id, term_id) values (${teacher.staffId}, ${one.id}, ${spare.subject}, ${cast.term.id})`;
}

async function removeSpare({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from teaching_assignments where subject_id = ${spare.subject}`;
  await owner`delete from subject_offerings where subject_id = ${spare.subject}`;
  await owner`delete from subjects where id = ${spare.subject}`;
  await owner`delete from holidays where name = 'Spare'`;
  await owner`delete from classes where academic_session_id = ${spare.session}`;
  await owner`delete from terms where id = ${spare.term}`;
  await owner`delete from academic_sessions where id = ${spare.session}`;
  await owner`delete from departments where id = ${spare.department}`;
  await owner`delete from levels where id = ${spare.level}`;
}

type Input = (given: Given) => object;

/** An act of the office on the school as a whole: everybody signed in is refused by it in words. */
const settings = (name: string, input: Input): [string, Fixture] =>
  action(name, { subjects: [nothing], seenBy: 'B06', before: makeSpare, after: removeSpare, input });

/** An act of the office on a class: for those who do not see the class there is none. */
const onClass = (name: string, input: Input, before: (school: School) => Promise<void> = makeSpare): [string, Fixture] =>
  action(name, {
    subjects: classes, seenBy: 'B14', before, after: removeSpare,
    input: (given) => ({ classId: subjectId(given.school, given.subject), ...input(given) }),
  });

const termDays = {
  firstStartsOn: '2050-09-12', firstEndsOn: '2050-12-16', secondStartsOn: '2051-01-09', secondEndsOn: '2051-04-07',
  thirdStartsOn: '2051-04-24', thirdEndsOn: '2051-07-14',
};

const leaderOf = ({ school, subject }: Given) =>
  ('inClass' in subject && subject.inClass === 'class2A' ? school.ids.cast.grace : school.ids.cast.mrsMusa).staffId;


const gone: Pick<Fixture, 'subjects' | 'isGone' | 'beforePasswordChoice'> = { subjects: [nothing], isGone: true, beforePasswordChoice: true };

/** The cast's school is set up, so nobody finds these. */
const setUp: [string, Fixture][] = [
  action('setup.begin', { ...gone, input: () => ({ token: 'a guess' }) }),
  action('setup.create-school', { ...gone, input: () => ({ name: 'Mine', shortName: 'M', address: '', timeZone: 'Africa/Lagos', usernamePrefix: 'MY' }) }),
  action('setup.choose-branding', { ...gone, input: () => ({ accent: '#1d4ed8', motto: '' }) }),
  action('setup.skip-branding', { ...gone, input: () => ({}) }),
  action('setup.create-calendar', { ...gone, input: () => ({ name: '2050/2051', ...termDays, holidays: '', termNow: '1' }) }),
  action('setup.create-structure', { ...gone, input: () => ({ 'level-0': 'on', 'arms-0': 'A', capacity: '30' }) }),
  action('setup.create-first-admin', {
    ...gone, input: () => ({ title: '', surname: 'Thief', firstName: 'A', gender: 'male', phone: '', email: '', password: 'seven tall palm trees', again: 'seven tall palm trees' }),
  }),
  ...['/setup', '/setup/school', '/setup/branding', '/setup/calendar', '/setup/classes', '/setup/admin'].map((address) => page(address, gone)),
];

export const settingsFixtures: [string, Fixture][] = [
  settings('calendar.create-session', () => ({ name: '2050/2051', ...termDays, holidays: '03/10/2050 Independence Day' })),
  settings('calendar.change-term', ({ school: { ids } }) => ({ termId: ids.cast.term.id, startsOn: ids.cast.term.startsOn, endsOn: ids.cast.term.endsOn })),
  settings('calendar.change-term-state', ({ school: { ids }, who }) => ({ termId: ids.cast.term.id, state: 'completed', confirmPassword: passwordOf(who) })),
  settings('calendar.add-holidays', () => ({ name: 'Mid-term break', from: '2090-10-09', to: '2090-10-10' })),
  settings('calendar.remove-holidays', () => ({ from: '2090-10-02', to: '2090-10-02' })),
  settings('classes.add-level', () => ({ name: 'JSS 4', stage: 'junior-secondary' })),
  settings('classes.rename-level', () => ({ levelId: spare.level, name: 'Other' })),
  settings('classes.move-level', () => ({ levelId: spare.level, direction: 'up' })),
  settings('classes.remove-level', () => ({ levelId: spare.level })),
  settings('classes.create-classes', () => ({ academicSessionId: spare.session, classes: 'JSS 2: A B', capacity: '30' })),
  settings('classes.copy-classes', ({ school }) => ({ academicSessionId: spare.session, fromSessionId: school.ids.cast.term.academicSessionId })),
  onClass('classes.change-class', () => ({ arm: 'Gold', capacity: '35' })),
  action('classes.remove-class', {
    subjects: classes, seenBy: 'B14', before: makeSpare, after: removeSpare, allowed: 'LOCKED',
    input: ({ school, subject }) => ({ classId: subjectId(school, subject) }),
  }),
  settings('classes.add-department', () => ({ name: 'technical' })),
  settings('classes.rename-department', () => ({ departmentId: spare.department, name: 'other' })),
  settings('classes.remove-department', () => ({ departmentId: spare.department })),
  settings('classes.add-subject', () => ({ name: 'Latin' })),
  settings('classes.rename-subject', () => ({ subjectId: spare.subject, name: 'Other' })),
  settings('classes.change-offerings', () => ({ subjectId: spare.subject, [`at:${spare.level}`]: 'compulsory' })),
  action('classes.remove-subject', {
    subjects: [nothing], seenBy: 'B06', before: makeSpare, after: removeSpare, allowed: 'LOCKED', input: () => ({ subjectId: spare.subject }),
  }),
  onClass('classes.assign-class-teacher', ({ school }) => ({ staffId: school.ids.cast.mrObi.staffId })),
  onClass('classes.end-class-teacher', (given) => ({ staffId: leaderOf(given) })),
  onClass('classes.assign-teaching', ({ school }) => ({ termId: school.ids.cast.term.id, subjectId: spare.subject, staffId: school.ids.cast.grace.staffId })),
  action('classes.end-teaching', {
    subjects: classes, seenBy: 'B14', allowed: 'CONFLICT',
    input: ({ school, subject }) => ({ classId: subjectId(school, subject), assignmentId: spare.assignment }),
  }),
  onClass('classes.copy-teaching', ({ school }) => ({ termId: spare.term, fromTermId: school.ids.cast.term.id })),
  settings('school.change-settings', () => ({
    name: 'Another School', shortName: 'AS', motto: '', address: '', timeZone: 'Africa/Accra', usernamePrefix: 'AS', day1: 'on', correctionSeconds: '60', registerDueAt: '08:30',
  })),
  settings('school.change-accent', () => ({ accent: '#1d4ed8' })),
  settings('school.change-security', ({ who }) => ({ staffIdleMinutes: '45', confirmPassword: passwordOf(who) })),
  settings('school.ask-picture', () => ({ slot: 'logo', contentType: 'image/png', size: 1_000 })),
  // Nobody has asked for this one, so for those who may it is not known.
  action('school.keep-picture', {
    subjects: [nothing], seenBy: 'B06', allowed: 'CONFLICT', input: () => ({ slot: 'logo', key: 'branding/logo/00000000-0000-4000-8000-000000000009' }),
  }),
  action('school.remove-picture', { subjects: [nothing], seenBy: 'B06', allowed: 'CONFLICT', input: () => ({ slot: 'logo' }) }),
  action('trust.verify-history', { subjects: [nothing], seenBy: 'B06', input: () => ({}) }),
  page('/settings/trust'),
  ...setUp,
  page('/settings'),
  page('/settings/school'),
  page('/settings/branding'),
  page('/settings/calendar'),
  page('/settings/levels'),
  page('/settings/classes'),
  page('/settings/classes/[classId]', { subjects: classes, params: ofClass }),
  page('/settings/subjects'),
  page('/settings/subjects/[subjectId]', { params: () => ({ subjectId: spare.subject }), before: makeSpare, after: removeSpare }),
  page('/classes/[classId]/teachers', { subjects: classes, params: ofClass }),
];
