import { describe, expect, it } from 'vitest';
import { enrolmentChange, placing, type CurrentEnrolment, type KnownClass, type SchoolFacts } from './rules';

const room = (levelName: string, arm: string, stage: string, position: number): KnownClass =>
  ({ id: `${levelName}${arm}`, name: `${levelName}${arm}`, arm, levelName, stage, position, hasOpened: false });
const jss2A = room('JSS 2', 'A', 'junior-secondary', 11);
const jss2B = room('JSS 2', 'B', 'junior-secondary', 11);
const sss1A = room('SSS 1', 'A', 'senior-secondary', 13);
const session = { id: 'now', name: '2026/2027', startsOn: '2026-09-01' };
const facts: SchoolFacts = {
  today: '2026-11-23', usernamePrefix: 'THS', session, classes: [jss2A, jss2B, sss1A],
  levels: [{ name: 'JSS 2', stage: 'junior-secondary' }, { name: 'SSS 1', stage: 'senior-secondary' }],
  departments: [{ id: 'art', name: 'art' }, { id: 'science', name: 'science' }],
};
const place = (class_level: string, class_arm: string, department?: string) =>
  placing(facts)({ class_level, class_arm, department });

describe('the class a row names', () => {
  it('is found without its spaces and capitals', () => {
    expect(place('jss2', 'a')).toEqual({ class: jss2A, departmentId: null });
    expect(place('SSS 1', 'A', 'Science')).toEqual({ class: sss1A, departmentId: 'science' });
  });

  it.each([
    ['JSS 7', 'A', undefined, 'class_level', /'JSS 7' is not a level/],
    ['JSS 2', 'D', undefined, 'class_arm', /There is no class JSS 2D in 2026\/2027/],
    ['JSS 2', 'A', 'art', 'department', /Only senior secondary has departments/],
    ['SSS 1', 'A', '', 'department', /has a department: art and science/],
    ['SSS 1', 'A', 'alchemy', 'department', /'alchemy' is not a department/],
  ])('is refused: %s %s %s', (level, arm, department, column, sentence) => {
    expect(place(level, arm, department)).toEqual({ column, message: expect.stringMatching(sentence) });
  });
});

describe('an enrolment', () => {
  const when = { session, today: '2026-11-23' };
  const inA: CurrentEnrolment = { id: 'e', classId: jss2A.id, departmentId: null, startsOn: '2026-09-01', sessionId: 'now', position: 11 };
  const to = (wanted: KnownClass) => ({ class: wanted, departmentId: null });

  it('begins with the session before the first register, and today afterwards', () => {
    expect(enrolmentChange(null, to(jss2A), when)).toEqual({ kind: 'start', startsOn: '2026-09-01' });
    expect(enrolmentChange(null, to({ ...jss2A, hasOpened: true }), when)).toEqual({ kind: 'start', startsOn: '2026-11-23' });
  });

  it('of who comes back begins after the last day they were here', () => {
    expect(enrolmentChange(null, to(jss2A), { ...when, leftOn: '2026-10-02' })).toEqual({ kind: 'start', startsOn: '2026-10-03' });
    expect(enrolmentChange(null, to(jss2A), { ...when, leftOn: '2025-07-10' })).toEqual({ kind: 'start', startsOn: '2026-09-01' });
  });

  it('stays when nothing changed', () => {
    expect(enrolmentChange(inA, to(jss2A), when)).toBeNull();
  });

  it('ends yesterday as moved, and the new one begins today', () => {
    expect(enrolmentChange(inA, to(jss2B), when)).toEqual({
      kind: 'move', ends: { id: 'e', endsOn: '2026-11-22', outcome: 'moved' }, startsOn: '2026-11-23',
    });
  });

  it('is corrected in place on its first day, because nothing has happened in it', () => {
    expect(enrolmentChange({ ...inA, startsOn: '2026-11-23' }, to(jss2B), when)).toEqual({ kind: 'correct', id: 'e' });
  });

  it.each([[10, 'promoted'], [11, 'repeat'], [12, 'moved']])('of last session at level %i ends as %s', (position, outcome) => {
    const old = { ...inA, classId: 'old', sessionId: 'before', startsOn: '2025-09-01', position };
    expect(enrolmentChange(old, to(jss2A), when)).toEqual({
      kind: 'move', ends: { id: 'e', endsOn: '2026-08-31', outcome }, startsOn: '2026-09-01',
    });
  });

  it('of a session that has not begun waits for it, unless it waits already; a newcomer has the class at once', () => {
    const summer = { session, today: '2026-08-10' };
    const old: CurrentEnrolment = { ...inA, classId: 'old', sessionId: 'before', startsOn: '2025-09-01', position: 10 };
    const plan = { kind: 'plan', act: 'move', outcome: 'promoted', startsOn: '2026-09-01' };
    expect(enrolmentChange(old, to(jss2A), summer)).toEqual(plan);
    expect(enrolmentChange(old, to(jss2A), { ...summer, planned: { classId: jss2A.id, departmentId: null } })).toBeNull();
    expect(enrolmentChange(old, to(jss2A), { ...summer, planned: { classId: jss2B.id, departmentId: null } })).toEqual(plan);
    expect(enrolmentChange(null, to(jss2A), { ...summer, leftOn: '2026-07-10' })).toMatchObject({ kind: 'plan', act: 'readmit', startsOn: '2026-09-01' });
    expect(enrolmentChange(null, to(jss2A), summer)).toEqual({ kind: 'start', startsOn: '2026-09-01' });
  });
});
