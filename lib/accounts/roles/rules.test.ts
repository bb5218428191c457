import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles, type Role } from '@/lib/platform/actor';
import { assignableRoles, rolesProblem } from './rules';

const some = fc.subarray([...roles]);

describe('whoever changes roles', () => {
  it('never gives or takes one that is not theirs to give, and leaves nobody without any', () => {
    fc.assert(
      fc.property(some, some, some, (actor, before, after) => {
        const mine = new Set<Role>(actor);
        if (rolesProblem(mine, before, after) !== null) return;
        const changed = roles.filter((role) => before.includes(role) !== after.includes(role));
        expect(changed.length).toBeGreaterThan(0);
        for (const role of changed) expect(assignableRoles(mine)).toContain(role);
        expect(after.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    [['admin'], ['teacher'], ['teacher', 'admin'], /Only a super admin/],
    [['super-admin'], ['admin'], ['admin', 'super-admin'], /two super admins/],
    [['super-admin'], ['student'], ['student', 'teacher'], null],
    [['super-admin'], ['student'], ['teacher'], /follows the student/],
    [['admin'], ['teacher'], [], /at least one role/],
    [['admin'], ['teacher'], ['teacher'], /Nothing was changed/],
    [['teacher'], ['parent'], ['parent', 'teacher'], /Only a super admin/],
  ] satisfies [Role[], Role[], Role[], RegExp | null][])('%j: %j to %j', (actor, before, after, sentence) => {
    const problem = rolesProblem(new Set<Role>(actor), before, after);
    if (sentence) expect(problem).toMatch(sentence);
    else expect(problem).toBeNull();
  });
});
