import { describe, expect, it } from 'vitest';
import { isOpen, requestProblem, rolesAfterRevoke } from './rules';

describe('making or relieving a super admin', () => {
  const asked = { change: 'grant' as const, roles: ['admin'], status: 'active', hasFactor: true, others: 1 };
  it.each([
    [asked, null],
    [{ ...asked, roles: ['super-admin'] }, /already/],
    [{ ...asked, change: 'revoke' as const }, /is not a super admin/],
    [{ ...asked, change: 'revoke' as const, roles: ['super-admin'] }, null],
    [{ ...asked, change: 'revoke' as const, roles: ['super-admin'], status: 'suspended' }, null],
    [{ ...asked, roles: ['student'] }, /student/],
    [{ ...asked, status: 'pending' }, /chosen a password/],
    [{ ...asked, status: 'disabled' }, /can sign in/],
    [{ ...asked, others: 0 }, /On the machine.*admin:super/],
    [{ ...asked, change: 'reset-factor' as const }, null],
    [{ ...asked, change: 'reset-factor' as const, status: 'suspended' }, null],
    [{ ...asked, change: 'reset-factor' as const, roles: ['teacher'] }, /one of the office is enough/],
    [{ ...asked, change: 'reset-factor' as const, hasFactor: false }, /no second step/],
    [{ ...asked, change: 'reset-factor' as const, others: 0 }, /On the machine.*admin:disable-2fa/],
  ])('%j', (given, sentence) => {
    const problem = requestProblem(given);
    if (sentence) expect(problem).toMatch(sentence);
    else expect(problem).toBeNull();
  });

  it('waits for its second person for a day and not a second longer', () => {
    const expiresAt = new Date(1_000_000);
    const open = { expiresAt, confirmedAt: null, withdrawnAt: null };
    expect([isOpen(open, new Date(999_999)), isOpen(open, expiresAt)]).toEqual([true, false]);
    expect(isOpen({ ...open, confirmedAt: new Date(1) }, new Date(2))).toBe(false);
    expect(isOpen({ ...open, withdrawnAt: new Date(1) }, new Date(2))).toBe(false);
  });

  it('leaves nobody without a role', () => {
    expect(rolesAfterRevoke(['super-admin'])).toEqual(['admin']);
    expect(rolesAfterRevoke(['super-admin', 'teacher'])).toEqual(['teacher']);
  });
});
