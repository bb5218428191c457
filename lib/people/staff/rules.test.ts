import { describe, expect, it } from 'vitest';
import { leavingProblem } from './rules';

const who = { today: '2026-11-24', roles: ['teacher'] as const, isSelf: false };

describe('the last day of a member of staff', () => {
  it('is today or earlier', () => {
    expect(leavingProblem('', who)).toBeNull();
    expect(leavingProblem('2026-11-24', who)).toBeNull();
    expect(leavingProblem('2026-11-25', who)).toContain('not come yet');
  });

  it('is not one’s own to write, nor a super admin’s to be written here', () => {
    expect(leavingProblem('2026-11-24', { ...who, isSelf: true })).toContain('Nobody ends their own');
    expect(leavingProblem('2026-11-24', { ...who, roles: ['super-admin'] })).toContain('two super admins');
  });
});
