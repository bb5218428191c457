import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeAt, digitsOf, enrolmentAddress, matchingStep, typedSecret } from './rules';

// The secret and times of RFC 6238, appendix B (SHA-1), whose codes there have eight digits.
const secret = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code', () => {
  it.each([[59, '287082'], [1111111109, '081804'], [1234567890, '005924'], [20000000000, '353130']])('at %d is that of RFC 6238', (seconds, code) => {
    expect(codeAt(secret, at(seconds))).toBe(code);
  });

  it('counts in its own half minute, the one before and the one after, and in no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 4e9 }), fc.integer({ min: -4, max: 4 }), (seconds, away) => {
        const step = matchingStep(secret, codeAt(secret, at(seconds + away * 30)), { at: at(seconds), lastStep: -1 });
        if (Math.abs(away) <= 1) expect(step).toBe(Math.floor(seconds / 30) + away);
        else expect(step).toBeNull();
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('is never good twice, and neither is an older one', () => {
    const now = at(1_800_000_000);
    const step = matchingStep(secret, codeAt(secret, now), { at: now, lastStep: -1 }) ?? 0;
    expect(matchingStep(secret, codeAt(secret, now), { at: now, lastStep: step })).toBeNull();
    expect(matchingStep(secret, codeAt(secret, at(1_800_000_000 - 30)), { at: now, lastStep: step })).toBeNull();
    expect(matchingStep(secret, codeAt(secret, at(1_800_000_000 + 30)), { at: now, lastStep: step })).toBe(step + 1);
  });

  it.each([['123456', '123456'], [' 123 456 ', '123456'], ['123-456', '123456'], ['12345', null], ['1234567', null], ['', null], ['１２３４５６', null], ['abcdef', null]])(
    'typed %j is %j', (typed, digits) => expect(digitsOf(typed)).toBe(digits));
});

describe('what the phone reads', () => {
  it('names the school and the account', () => {
    const address = new URL(enrolmentAddress(secret, { school: 'Treasure-Home School', username: 'THS-ADM-001' }));
    expect(decodeURIComponent(address.pathname)).toBe('/Treasure-Home School:THS-ADM-001');
    expect(address.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(typedSecret(secret)).toMatch(/^GEZD GNBV /);
  });
});
