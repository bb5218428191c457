import { describe, expect, it } from 'vitest';
import { leavingProblem, moveProblem, overfull, returnProblem, type Present } from './rules';

const present: Present = { id: 'e', classId: 'a', className: 'JSS 2A', startsOn: '2026-09-14', lastMarked: '2026-11-23' };
const when = { today: '2026-11-24', sessionStartsOn: '2026-09-14' };

describe('Tunde moves from 2A to 2B', () => {
  it('from the day after his last mark, as far as two weeks ahead', () => {
    expect(moveProblem(present, { ...when, startsOn: '2026-11-24' })).toBeNull();
    expect(moveProblem(present, { ...when, startsOn: '2026-12-08' })).toBeNull();
    expect(moveProblem(present, { ...when, startsOn: '2026-12-09' })).toContain('14 days');
    expect(moveProblem(present, { ...when, startsOn: '2026-11-23' })).toContain('Move from Tue 24 Nov 2026');
  });

  it('not before the session, nor before he came', () => {
    expect(moveProblem({ ...present, lastMarked: null }, { ...when, startsOn: '2026-09-13' })).toContain('session begins');
    expect(moveProblem({ ...present, startsOn: '2026-10-01', lastMarked: null }, { ...when, startsOn: '2026-09-20' })).toContain('since Thu 1 Oct 2026');
  });
});

describe('a last day', () => {
  it('is today or earlier, and not before a mark', () => {
    expect(leavingProblem(present, { lastDay: '2026-11-24', today: when.today })).toBeNull();
    expect(leavingProblem(present, { lastDay: '2026-11-23', today: when.today })).toBeNull();
    expect(leavingProblem(present, { lastDay: '2026-11-22', today: when.today })).toContain('has a mark on Mon 23 Nov');
    expect(leavingProblem(present, { lastDay: '2026-11-25', today: when.today })).toContain('not come yet');
  });
});

describe('coming back', () => {
  it('is after the last day', () => {
    expect(returnProblem('2026-11-20', { ...when, startsOn: '2026-11-21' })).toBeNull();
    expect(returnProblem('2026-11-20', { ...when, startsOn: '2026-11-20' })).toContain('later day');
    expect(returnProblem(null, { ...when, startsOn: '2026-11-20' })).toBeNull();
  });
});

it('a class that would be too full is asked about', () => {
  const room = { name: 'JSS 2B' };
  expect(overfull(room, { taken: 30, capacity: 40 }, 10)).toBeNull();
  expect(overfull(room, { taken: 30, capacity: 40 }, 11)).toContain('With these 11 it has 41');
  expect(overfull(room, { taken: 40, capacity: 40 }, 1)).toBe('JSS 2B has 40 students and 40 places. With one more it has 41. To put this student in, tick the box.');
});
