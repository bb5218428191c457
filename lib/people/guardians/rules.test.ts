import { describe, expect, it } from 'vitest';
import { findsFew, linkState, readSearch } from './rules';

describe('searching the guardians', () => {
  it('by a number however it is written, or by words of a name', () => {
    for (const q of ['0803 123 4567', '+234 803 123 4567', '2348031234567']) expect(readSearch(q)).toEqual({ phone: '8031234567' });
    expect(readSearch('1234')).toEqual({ phone: '1234' });
    expect(readSearch('Ọlá 12')).toEqual({ words: ['ola', '12'] });
    expect(readSearch(' ')).toEqual({ words: [] });
  });

  it('finds few by digits or by a word of three letters, but not by "Ọl"', () => {
    for (const q of ['1234', 'Ọlád', 'a danjuma']) expect(findsFew(readSearch(q))).toBe(true);
    for (const q of ['', 'Ọlá', 'a b']) expect(findsFew(readSearch(q))).toBe(false);
  });
});

describe('a link', () => {
  it('shows something only while it is verified', () => {
    const at = new Date(0);
    expect(linkState({ verifiedAt: at, restrictedAt: null, endedAt: null })).toBe('verified');
    expect(linkState({ verifiedAt: null, restrictedAt: null, endedAt: null })).toBe('waiting');
    expect(linkState({ verifiedAt: null, restrictedAt: at, endedAt: null })).toBe('restricted');
    expect(linkState({ verifiedAt: at, restrictedAt: null, endedAt: at })).toBe('ended');
  });
});
