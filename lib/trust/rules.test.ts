import { describe, expect, it } from 'vitest';
import { belowFloor, judge, type DatabaseFacts, type OutsideFacts } from './rules';

const well: DatabaseFacts = {
  isDemo: false, isFactorRequired: true, officeWithoutFactor: 0, oldFirstPasswords: 0, openTables: [], grants: [], synchronousCommit: 'on', isOwner: false, dormantStaff: 0, failedSignIns: 3, orphanFiles: 0,
  lastVerified: { time: '08:00', checked: 1_200, broken: null, daysAgo: 0, wholeDaysAgo: 0 }, verifying: null,
};
const outside: OutsideFacts = { oldPackages: [], missingHeaders: [], openBuckets: [], freeDisk: { gigabytes: 20, share: 0.4 } };
const stateOf = (id: string, facts: Partial<DatabaseFacts>, seen: Partial<OutsideFacts> = {}) =>
  judge({ ...well, ...facts }, { ...outside, ...seen }).find((one) => one.id === id);

describe('a school that is well', () => {
  it('has nothing but good news, and no remedies', () => {
    const all = judge(well, outside);
    expect(all.filter((one) => one.state !== 'good' || one.remedy !== '')).toEqual([]);
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
  });
});

describe('what is wrong', () => {
  it.each<[string, string, Partial<DatabaseFacts>, Partial<OutsideFacts>]>([
    ['demo', 'bad', { isDemo: true }, {}],
    ['first-passwords', 'look', { oldFirstPasswords: 1 }, {}],
    ['factor', 'bad', { isFactorRequired: false }, {}],
    ['factor', 'look', { officeWithoutFactor: 2 }, {}],
    ['dormant', 'look', { dormantStaff: 2 }, {}],
    ['failed', 'look', { failedSignIns: 50 }, {}],
    ['wall', 'bad', { openTables: ['students'] }, {}],
    ['grants', 'bad', { grants: ['update events'] }, {}],
    ['owner', 'look', { isOwner: true }, {}],
    ['commit', 'bad', { synchronousCommit: 'off' }, {}],
    ['history', 'look', { lastVerified: null }, {}],
    ['orphans', 'look', { orphanFiles: 3 }, {}],
    ['versions', 'bad', {}, { oldPackages: ['next 1.0.0 (floor 16.4.6)'] }],
    ['headers', 'bad', {}, { missingHeaders: ['content-security-policy'] }],
    ['headers', 'unknown', {}, { missingHeaders: null }],
    ['buckets', 'bad', {}, { openBuckets: ['profile-images'] }],
    ['disk', 'look', {}, { freeDisk: { gigabytes: 5, share: 0.05 } }],
    ['disk', 'bad', {}, { freeDisk: { gigabytes: 1, share: 0.01 } }],
  ])('%s is %s, comes first and says what to do', (id, state, facts, seen) => {
    expect(stateOf(id, facts, seen)).toMatchObject({ state, remedy: expect.stringMatching(/\w+.*[.”]$/) });
    expect(judge({ ...well, ...facts }, { ...outside, ...seen })[0]?.id).toBe(id);
  });

  it('an old verification is to be looked at, a broken one is bad, one under way says how far it is', () => {
    const last = { time: '08:00', checked: 1_200, broken: null, daysAgo: 0, wholeDaysAgo: 0 };
    expect(stateOf('history', {})).toMatchObject({ state: 'good', says: 'Verified today at 08:00 up to event 1,200, from the first event today.' });
    expect(stateOf('history', { lastVerified: { ...last, wholeDaysAgo: 40 } })).toMatchObject({ state: 'look', says: expect.stringContaining('40 days ago') });
    expect(stateOf('history', { lastVerified: { ...last, broken: 'event 7 was removed' } })).toMatchObject({ state: 'bad' });
    expect(stateOf('history', { verifying: { soFar: 4_000, of: 12_000 } })?.says).toContain('4,000 of 12,000 events so far');
  });

  it('every copy of a package counts, wherever it lies', () => {
    const lock = { packages: { '': {}, 'node_modules/ws': { version: '8.2.0' }, 'node_modules/a/node_modules/ws': { version: '8.1.9' }, 'node_modules/news': { version: '1.0.0' } } };
    expect(belowFloor({ ws: '8.2.0' }, lock)).toEqual(['ws 8.1.9 (floor 8.2.0)']);
  });
});
