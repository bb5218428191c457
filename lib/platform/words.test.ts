import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchable } from '@/lib/people/rules';
import { delayAfter, passwordProblem, sayDevice } from '@/lib/accounts/rules';
import { daysBetween, isDay, mondayOf, plusDays, sayDay, schoolDay, weekday } from './dates';
import { parseEnv, SettingsError } from './env';
import { normalPhone, sayPhone } from './phone';
import { line } from './text';

describe('names and texts', () => {
  it('NFC and NFD are one name; search ignores accents, case and apostrophes', () => {
    const name = line(100, 'Write a name.');
    expect(name.parse('Ọlá'.normalize('NFD'))).toBe(name.parse('Ọlá'.normalize('NFC')));
    expect(searchable('Ọ́lá O’Neill Ɗanladi')).toBe('ola oneill danladi');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => searchable(searchable(text)) === searchable(text)));
  });

  it('refuses what cannot be printed, with a sentence', () => {
    const name = line(100, 'Write a name.');
    for (const bad of ['\u0000', 'a\u202Eb', '\uD800', '\u200B\u200B', '', '   ', 'x'.repeat(101), `a${'\u0301'.repeat(500)}`, 'y'.repeat(1_000_000)]) {
      const parsed = name.safeParse(bad);
      expect(parsed.success).toBe(false);
      expect(parsed.error?.issues[0]?.message).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('a Nigerian number is one number however it is written', () => {
    for (const typed of ['08031234567', '0803 123 4567', '+2348031234567', '+234 (803) 123-4567', '234 803 123 4567']) expect(normalPhone(typed)).toBe('+2348031234567');
    for (const wrong of ['0803-12', '12345', 'call me', '0103 123 4567', '']) expect(normalPhone(wrong)).toBeNull();
    expect(sayPhone('+2348031234567')).toBe('0803 123 4567');
  });
});

describe('days', () => {
  it('the school’s day is Lagos’s, also at half past eleven at night', () => {
    expect(schoolDay(new Date('2026-11-23T22:30:00Z'), 'Africa/Lagos')).toBe('2026-11-23');
    expect(schoolDay(new Date('2026-11-23T23:30:00Z'), 'Africa/Lagos')).toBe('2026-11-24');
    expect(schoolDay(new Date('2028-02-29T12:00:00Z'), 'America/New_York')).toBe('2028-02-29');
    expect(schoolDay(new Date('2026-03-29T00:30:00Z'), 'Europe/London')).toBe('2026-03-29');
  });

  it('dates that do not exist are not dates', () => {
    for (const wrong of ['2026-02-30', '2026-13-01', '2026-1-1', 'tomorrow', '2027-02-29']) expect(isDay(wrong)).toBe(false);
    for (const far of ['9999-12-31', '2200-01-01', '1899-12-31', '0001-01-01', '0000-00-00']) expect(isDay(far)).toBe(false);
    for (const real of ['2028-02-29', '1900-01-01', '2199-12-31']) expect(isDay(real)).toBe(true);
    expect([plusDays('2199-12-31', 1), mondayOf('1900-01-01')]).toEqual(['2200-01-01', '1900-01-01']);
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(weekday('2026-11-23')).toBe(1);
    expect(sayDay('2026-11-23')).toBe('Mon 23 Nov 2026');
  });
});

describe('days in a row', () => {
  it('are all of a session, and of a hundred years the last ones', () => {
    expect(daysBetween('2026-11-28', '2026-12-01')).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']);
    expect(daysBetween('2026-12-01', '2026-11-28')).toEqual([]);
    expect(daysBetween('2026-01-01', '2027-12-31')).toHaveLength(730);
    const century = daysBetween('1926-09-14', '2026-12-18');
    expect([century.length, century.at(-1)]).toEqual([800, '2026-12-18']);
  });
});

describe('sign-in rules', () => {
  it('waits grow and stop growing', () => {
    expect([1, 3, 4, 6, 10, 50].map(delayAfter)).toEqual([0, 0, 1, 4, 64, 900]);
  });

  it('a password is long and rare; nothing else is asked', () => {
    const staff = { roles: ['teacher'] as const, words: ['Bello', 'Grace', 'Treasure-Home'] };
    expect(passwordProblem('short', staff)).toContain('12 characters');
    expect(passwordProblem('aaaaaaaaaaaaaaa', staff)).toContain('Too many people');
    expect(passwordProblem('bellobello12', staff)).toContain('your own name');
    expect(passwordProblem('seven tall palm trees', staff)).toBeNull();
    expect(passwordProblem('ọ̀'.repeat(30), staff)).not.toBeNull();
  });

  it('a browser is named in words people use', () => {
    expect(sayDevice('Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36')).toBe('Chrome on Android');
    expect(sayDevice('')).toBe('An unknown device');
  });
});

describe('settings', () => {
  const good = {
    NODE_ENV: 'production', APP_URL: 'https://portal.school.ng', DATABASE_URL: 'postgres://school:a-long-random-one@db/school',
    S3_ENDPOINT: 'http://store:9000', S3_ACCESS_KEY: 'AKRANDOM', S3_SECRET_KEY: 'a-long-random-secret', AUTH_SECRET: 'q8Zr2LwK0vTn5XyB7cDf9GhJ1mPs3QuW',
  };

  it('production refuses missing, short and well-known secrets, all in one list', () => {
    expect(parseEnv(good).APP_URL).toBe('https://portal.school.ng');
    const wrong: [Record<string, string | undefined>, string][] = [
      [{ AUTH_SECRET: undefined }, 'AUTH_SECRET is missing'],
      [{ AUTH_SECRET: 'too-short-secret-x' }, 'AUTH_SECRET is shorter'],
      [{ AUTH_SECRET: 'a'.repeat(40) }, 'AUTH_SECRET repeats'],
      [{ S3_SECRET_KEY: 'minioadmin' }, 'S3_SECRET_KEY is a well-known'],
      [{ S3_ACCESS_KEY: 'minioadmin' }, 'S3_ACCESS_KEY is a well-known'],
      [{ DATABASE_URL: 'postgres://postgres:postgres@db/school' }, 'the password in DATABASE_URL'],
      [{ BCRYPT_ROUNDS: '8' }, 'BCRYPT_ROUNDS is below 12'],
      [{ APP_URL: undefined }, 'APP_URL is missing'],
      [{ PORT: 'eighty' }, 'PORT'],
    ];
    for (const [over, sentence] of wrong) expect(() => parseEnv({ ...good, ...over })).toThrow(sentence);
    const all = (() => {
      try {
        return parseEnv({ NODE_ENV: 'production' });
      } catch (error) {
        return error;
      }
    })();
    expect(all).toBeInstanceOf(SettingsError);
    expect((all as SettingsError).problems.length).toBeGreaterThanOrEqual(4);
  });

  it('takes MinIO’s names too', () => {
    const { S3_ENDPOINT: _endpoint, S3_ACCESS_KEY: _access, S3_SECRET_KEY: _secret, ...rest } = good;
    const env = parseEnv({ ...rest, MINIO_ENDPOINT: 'store', MINIO_PORT: '9001', MINIO_USE_SSL: 'true', MINIO_ACCESS_KEY: 'AKRANDOM', MINIO_SECRET_KEY: 'a-long-random-secret' });
    expect(env.S3_ENDPOINT).toBe('https://store:9001');
  });
});
