import { describe, expect, it } from 'vitest';
import {
  absenceChanges, attendanceRate, correctionWindow, countMarks, countUncalled, lockedBecause, nextStatus,
  rosterProblems, sayRate, weeklyRates, type Mark,
} from './rules';

const mark = (studentId: string, status: Mark['status']): Mark => ({ studentId, status });
const term = { startsOn: '2026-09-14', endsOn: '2026-12-18', state: 'active' };
const weekDays = [1, 2, 3, 4, 5];
const monday = { day: '2026-11-23', term, holiday: null };

describe('marking', () => {
  it('one tap is absent, two late, three present again; an excused student goes back to present, one who was not called comes to it', () => {
    expect(nextStatus('present')).toBe('absent');
    expect(nextStatus('absent')).toBe('late');
    expect(nextStatus('late')).toBe('present');
    expect(nextStatus('excused')).toBe('present');
    expect(nextStatus(null)).toBe('present');
  });

  it('late counts as in school; without marks there is no rate', () => {
    const counts = countMarks([mark('a', 'present'), mark('b', 'late'), mark('c', 'absent'), mark('d', 'excused')]);
    expect(attendanceRate(counts)).toBe(0.5);
    expect(sayRate(0.934)).toBe('93.4%');
    expect(attendanceRate(countMarks([]))).toBeNull();
    expect(sayRate(null)).toBe('–');
  });

  it('whoever joined after the register was taken is counted as not called', () => {
    expect(countUncalled({ students: 41, present: 36, late: 1, absent: 2, excused: 1 })).toBe(1);
    expect(countUncalled({ students: 39, present: 36, late: 1, absent: 2, excused: 1 })).toBe(0);
  });

  it('a roster shows its gaps, strangers and doubles', () => {
    expect(rosterProblems(['tunde', 'amina'], [mark('tunde', 'present'), mark('chidi', 'late'), mark('chidi', 'late')])).toEqual({
      missing: ['amina'], strangers: ['chidi'], twice: ['chidi'],
    });
  });

  it('only who is newly absent, or no longer, concerns a family', () => {
    expect(absenceChanges(null, [mark('tunde', 'absent'), mark('amina', 'excused')])).toEqual({ newly: ['tunde'], noLonger: [] });
    expect(absenceChanges([mark('tunde', 'absent')], [mark('tunde', 'late')])).toEqual({ newly: [], noLonger: ['tunde'] });
  });
});

describe('when a register may be written', () => {
  it('teachers all day, the office afterwards, nobody tomorrow', () => {
    expect(correctionWindow('2026-11-23', '2026-11-23')).toBe('today');
    expect(correctionWindow('2026-11-22', '2026-11-23')).toBe('office-only');
    expect(correctionWindow('2026-11-24', '2026-11-23')).toBe('future');
  });

  it('a locked register says why', () => {
    const locked = (over: object, isOffice = false, today = '2026-11-23') => lockedBecause({ ...monday, ...over }, { today, isOffice, weekDays });
    expect(locked({})).toBeNull();
    expect(locked({ day: '2026-11-22' })).toBe('Sun 22 Nov 2026 is not a school day. No register is taken.');
    expect(locked({ holiday: 'Eid' })).toBe('Mon 23 Nov 2026 is a holiday: Eid. No register is taken.');
    expect(locked({ term: null })).toContain('not a school day');
    expect(locked({ term: { ...term, state: 'archived' } }, true)).toContain('archived');
    expect(locked({}, false, '2026-11-24')).toContain('corrected by the office');
    expect(locked({}, true, '2026-11-24')).toBeNull();
  });
});

describe('figures', () => {
  it('weeks run from Monday, oldest first', () => {
    const weeks = weeklyRates([{ day: '2026-11-23', status: 'absent' }, { day: '2026-11-20', status: 'present' }]);
    expect(weeks.map(({ monday: first, rate }) => [first, rate])).toEqual([['2026-11-16', 1], ['2026-11-23', 0]]);
  });
});
