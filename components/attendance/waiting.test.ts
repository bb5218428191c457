import { describe, expect, it } from 'vitest';
import { notKept, passing, sayWaiting, sending } from './waiting';

describe('Mrs Bello’s answer is lost', () => {
  it('the same is sent again under the same id, anything else under a new one', () => {
    const first = sending(null, { classId: '2a', day: '2026-11-30', version: 3 });
    expect(sending(first, { classId: '2a', day: '2026-11-30', version: 3 })).toEqual(first);
    expect(sending(first, { classId: '2a', day: '2026-11-30', version: 4 }).operationId).not.toBe(first.operationId);
    expect(sending(null, { classId: '2a', day: '2026-11-30', version: 3 }).operationId).not.toBe(first.operationId);
  });

  it('what waits says what it waits for: the server, or her sign-in', () => {
    expect(sayWaiting({})).toBe('It will be sent when the school’s server answers.');
    expect(sayWaiting({ code: 'UNAVAILABLE' })).toBe('It will be sent when the school’s server answers.');
    expect(sayWaiting({ code: 'UNAUTHENTICATED' })).toBe('Sign in again and it will be sent.');
    expect([passing.has('UNAUTHENTICATED'), passing.has('CONFLICT')]).toEqual([true, false]);
  });

  it('a device that cannot keep it says so, and that the marks are still there', () => {
    expect(notKept()).toMatchObject({ ok: false, code: 'UNAVAILABLE', message: expect.stringContaining('still on this page: press Save again') });
    expect(notKept('UNAUTHENTICATED').message).toContain('sign in again in another tab');
  });
});
