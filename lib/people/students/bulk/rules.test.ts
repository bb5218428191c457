import { describe, expect, it } from 'vitest';
import { decideDepartment, decideHouse, decideMove, isUndoable, planBulk, sayChange, sayRest, type Found } from './rules';

const at = (className: string, more: Partial<NonNullable<Found['present']>> = {}): Found['present'] => ({
  id: `e-${className}`, classId: className, className, startsOn: '2026-09-14', lastMarked: null, departmentId: null, department: '', levelName: 'JSS 2', arm: 'A', isSenior: false, ...more,
});
const child = (firstName: string, present: Found['present'], house = ''): Found => ({ id: firstName, surname: 'Bello', firstName, otherNames: '', house, present, planned: null });
const room = { id: '2B', name: 'JSS 2B', arm: 'B', levelName: 'JSS 2', stage: 'junior-secondary', position: 11, hasOpened: true };
const when = { startsOn: '2026-11-24', today: '2026-11-24', sessionStartsOn: '2026-09-14', department: '' };

describe('Tunde, Amina and Bisi move to 2B', () => {
  const place = () => ({ class: room, departmentId: null });

  it('each by the rule of one: whoever is there stays, whoever has a mark or has left is named', () => {
    const plan = planBulk([child('Tunde', at('2A')), child('Amina', at('2B')), child('Bisi', at('2A', { lastMarked: '2026-11-24' })), child('Chidi', null)], decideMove(place, when));
    expect(plan.changes.map((one) => one.student.id)).toEqual(['Tunde']);
    expect(plan.unchanged).toBe(1);
    expect(plan.problems.map((one) => one.text)).toEqual([expect.stringContaining('Bello Bisi: The register of 2A has a mark'), 'Bello Chidi: is in no class now.']);
  });

  it('from senior classes: the department is kept, and left behind where the new class has none', () => {
    const senior = child('Ngozi', at('SSS 1A', { department: 'science', departmentId: 's', isSenior: true }));
    const named = (department: string) => (department === '' ? { class: room, departmentId: null } : { message: 'Only senior secondary has departments.' });
    expect(planBulk([senior], decideMove(named, when)).changes[0]?.to).toEqual({ classId: '2B', departmentId: null });
    const keeps = (department: string) => ({ class: room, departmentId: department });
    expect(planBulk([senior], decideMove(keeps, when)).changes[0]?.to.departmentId).toBe('science');
  });
});

describe('a house and a department', () => {
  it('change whoever has another', () => {
    expect(planBulk([child('Tunde', null, 'Red'), child('Amina', null)], decideHouse('Red'))).toMatchObject({ unchanged: 1, changes: [{ student: { id: 'Amina' } }] });
    expect(planBulk([child('Tunde', at('2A')), child('Ngozi', at('SSS 1A', { isSenior: true }))], decideDepartment('s'))).toMatchObject({
      changes: [{ student: { id: 'Ngozi' } }], problems: [{ text: expect.stringContaining('Only senior secondary') }],
    });
  });
});

it('says what was done, and to how many not', () => {
  expect(sayChange({ kind: 'class', value: 'JSS 2B', count: 214, startsOn: '2026-11-24' })).toBe('214 students moved to JSS 2B from Tue 24 Nov 2026');
  expect(sayChange({ kind: 'house', value: '', count: 1 })).toBe('1 student taken out of their house');
  expect(sayRest({ unchanged: 2, leftOut: 1 })).toBe('2 were so already, 1 was left out.');
  expect(sayRest({ unchanged: 0, leftOut: 0 })).toBe('');
});

it('can be undone once, for a week', () => {
  const madeAt = new Date('2026-11-17T08:00:00Z');
  expect(isUndoable({ madeAt, undoneAt: null }, new Date('2026-11-24T07:59:00Z'))).toBe(true);
  expect(isUndoable({ madeAt, undoneAt: null }, new Date('2026-11-24T08:00:00Z'))).toBe(false);
  expect(isUndoable({ madeAt, undoneAt: madeAt }, madeAt)).toBe(false);
});
