import { describe, expect, it } from 'vitest';
import { isSchoolDay, nextWeekDay, schoolDays, summarySpan, termToShow } from './rules';

const term = { id: 'first', startsOn: '2026-09-14', endsOn: '2026-12-18' };
const calendar = { weekDays: [1, 2, 3, 4, 5], term, holidays: new Set(['2026-10-01']) };

describe('school days', () => {
  it('are the week days of the term, its first and last day included, less holidays', () => {
    for (const [day, expected] of [
      ['2026-09-14', true], ['2026-12-18', true], ['2026-09-11', false], ['2026-12-21', false],
      ['2026-11-21', false], ['2026-11-22', false], ['2026-10-01', false], ['2026-11-23', true],
    ] as const) expect({ day, is: isSchoolDay(day, calendar) }).toEqual({ day, is: expected });
  });

  it('a school with Saturday lessons opens on Saturday', () => {
    expect(isSchoolDay('2026-11-21', { ...calendar, weekDays: [1, 2, 3, 4, 5, 6] })).toBe(true);
  });

  it('between terms there is none', () => {
    expect(isSchoolDay('2026-12-22', { ...calendar, term: null })).toBe(false);
    expect(schoolDays('2026-09-28', '2026-10-04', calendar)).toEqual(['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-02']);
  });

  it('the day before Monday is Friday', () => {
    expect(nextWeekDay('2026-11-23', -1, calendar.weekDays)).toBe('2026-11-20');
    expect(nextWeekDay('2026-11-20', 1, calendar.weekDays)).toBe('2026-11-23');
  });

  it('a page opens on the term asked for, else today’s, else the newest that has begun', () => {
    const next = { id: 'second', startsOn: '2027-01-05', endsOn: '2027-04-02' };
    expect(termToShow([next, term], { asked: 'second', day: '2026-11-23' })?.id).toBe('second');
    expect(termToShow([next, term], { day: '2026-11-23' })?.id).toBe('first');
    expect(termToShow([next, term], { day: '2026-12-25' })?.id).toBe('first');
    expect(termToShow([], { day: '2026-12-25' })).toBeNull();
    expect(summarySpan(term, '2026-11-25')).toEqual({ first: '2026-11-23', last: '2026-11-29' });
  });
});
