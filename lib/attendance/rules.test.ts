import { describe, expect, it } from 'vitest';
import { correctionWindow, lockedBecause, weeklyRates } from './rules';

const term = { startsOn: '2026-09-14', endsOn: '2026-12-18', state: 'active' };
const weekDays = [1, 2, 3, 4, 5];
const monday = { day: '2026-11-23', term, holiday: null };

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
