import { describe, expect, it } from 'vitest';
import { firstYearToPlan } from './nigeria/rules';
import { holidayLine, holidayRanges, isSchoolDay, nextWeekDay, runningSession, schoolDays, stateProblem, summarySpan, termToShow } from './rules';

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

describe('the running session', () => {
  const past = { name: '2025/2026', startsOn: '2025-09-01', endsOn: '2026-07-31', hasActiveTerm: false };
  const present = { name: '2026/2027', startsOn: '2026-09-01', endsOn: '2027-07-31', hasActiveTerm: false };
  const planned = { name: '2027/2028', startsOn: '2027-09-01', endsOn: '2028-07-31', hasActiveTerm: false };
  const active = (session: typeof present) => ({ ...session, hasActiveTerm: true });

  it.each([
    ['in the middle of a term', [past, active(present)], '2026-11-23', '2026/2027'],
    ['between two terms, none of them open', [past, present], '2026-12-28', '2026/2027'],
    ['after the third term was closed, next year not planned', [past, present], '2027-07-20', '2026/2027'],
    ['after the third term was closed, next year planned', [past, present, planned], '2027-07-20', '2026/2027'],
    ['in a term, next year planned', [past, active(present), planned], '2027-05-03', '2026/2027'],
    ['in the summer holiday, next year planned', [past, present, planned], '2027-08-15', '2027/2028'],
    ['in the summer holiday, next year not planned', [past, present], '2027-08-15', '2026/2027'],
    ['in the summer holiday, the third term still open', [past, active(present), planned], '2027-08-15', '2026/2027'],
    ['in the summer holiday, the first term opened early', [past, present, active(planned)], '2027-08-15', '2027/2028'],
    ['before the very first term', [present, planned], '2026-08-20', '2026/2027'],
    ['on its first day', [past, present], '2026-09-01', '2026/2027'],
    ['on its last day', [present, planned], '2027-07-31', '2026/2027'],
  ])('%s', (_, sessions, day, name) => {
    expect(runningSession(sessions, day)?.name).toBe(name);
    expect(runningSession(sessions.toReversed(), day)?.name).toBe(name);
  });

  it('is none before there is one', () => expect(runningSession([], '2026-08-20')).toBeNull());
});

describe('holidays as the office writes them', () => {
  it('are read day first, and refused with a sentence', () => {
    expect(holidayLine('01/10/2026 Independence Day')).toEqual({ day: '2026-10-01', name: 'Independence Day' });
    expect(holidayLine('2026-10-01 Independence Day')).toEqual({ day: '2026-10-01', name: 'Independence Day' });
    expect(holidayLine('31/02/2027 Nothing')).toMatch(/not a date/);
    expect(holidayLine('10/13/2026 Nothing')).toMatch(/day first/);
    expect(holidayLine('01/10/2026')).toMatch(/Write the name/);
  });

  it('of one name in a row, weekends between them, are one line', () => {
    const day = (one: string, name = 'Break') => ({ day: `2026-10-${one}`, name });
    expect(holidayRanges([day('08'), day('09'), day('12'), day('20'), day('21', 'Eid')])).toEqual([
      { name: 'Break', from: '2026-10-08', to: '2026-10-12', days: 3 },
      { name: 'Break', from: '2026-10-20', to: '2026-10-20', days: 1 },
      { name: 'Eid', from: '2026-10-21', to: '2026-10-21', days: 1 },
    ]);
  });
});

describe('a term', () => {
  it.each([
    ['upcoming', 'active', true], ['active', 'completed', true], ['completed', 'active', true], ['completed', 'archived', true],
    ['archived', 'completed', true], ['archived', 'active', false], ['upcoming', 'archived', false], ['active', 'archived', false],
    ['upcoming', 'completed', false], ['active', 'active', false],
  ] as const)('that is %s may become %s: %s', (from, to, may) => {
    expect(stateProblem(from, to) === null).toBe(may);
  });

  it('a school that sets itself up in August plans the coming session, in July still the running one', () => {
    expect([firstYearToPlan('2026-08-20'), firstYearToPlan('2026-07-20'), firstYearToPlan('2027-01-05'), firstYearToPlan('2026-09-02')]).toEqual([2026, 2025, 2026, 2026]);
  });
});
