import { describe, expect, it } from 'vitest';
import { sessionProblem } from '@/lib/calendar/rules';
import { firstYearAround, nigerianSession, termAround } from '@/lib/calendar/nigeria/rules';
import { schoolDaysOf } from './calendar';

describe('the calendar of the demonstration', () => {
  it('is a session the school accepts, whatever the year', () => {
    for (let year = 2000; year < 2100; year += 1) expect(sessionProblem(nigerianSession(year)), String(year)).toBeNull();
  });

  it.each([['2026-11-23', 2026], ['2027-01-02', 2026], ['2027-08-15', 2026], ['2027-09-01', 2027]])('puts %s into the session of %i', (day, year) => {
    expect(firstYearAround(day)).toBe(year);
  });

  it.each([['2026-09-01', 0], ['2026-11-23', 0], ['2026-12-30', 0], ['2027-01-06', 1], ['2027-06-01', 2], ['2027-08-20', 2]])('opens the term around %s', (day, term) => {
    expect(termAround(day, nigerianSession(2026))).toBe(term);
  });

  it('knows the days of 2026/2027 on which a Nigerian school is closed', () => {
    const { holidays } = nigerianSession(2026);
    expect(holidays).toEqual(expect.arrayContaining([
      { day: '2026-10-01', name: 'Independence Day' }, { day: '2027-03-26', name: 'Good Friday' }, { day: '2027-03-29', name: 'Easter Monday' },
    ]));
    expect(schoolDaysOf(nigerianSession(2026))).not.toContain('2026-10-01');
  });

  it('has about 180 to 200 school days a year', () => {
    const counts = [2022, 2023, 2024, 2025, 2026].map((year) => schoolDaysOf(nigerianSession(year)).length);
    expect(Math.min(...counts)).toBeGreaterThan(175);
    expect(Math.max(...counts)).toBeLessThan(201);
  });
});
