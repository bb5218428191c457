import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNext } from './rules';

describe('where a sign-in leads', () => {
  it.each(['/students', '/students?page=2', '/classes/x/attendance/2026-11-23', '/search?q=%E1%BB%8Dl%C3%A1', '/students/../classes'])(
    'to %s, a page of the school', (next) => expect(safeNext(next)).toBe(new URL(next, 'http://x').pathname + new URL(next, 'http://x').search));

  it.each([
    undefined, '', 'students', '//evil.example', '/\\evil.example', '\\/evil.example', 'https://evil.example', 'javascript:alert(1)',
    '/.//evil.example', '/%2e//evil.example', '/%2E%2e//evil.example', '/x/..//evil.example', '/x/..///evil.example', '/.\\/evil.example',
    '/\t/evil.example', '/\n/evil.example', '/\u0000/evil.example/..//evil.example', '/sign-in', '/x/../sign-in', '/reset-password/abc',
    'http://here.invalid/students',
  ])('not by %j', (next) => expect(safeNext(next)).toBe('/today'));

  it('stays on the school’s own address, whatever a browser makes of it', () => {
    const piece = fc.constantFrom('/', '//', '\\', '.', '..', '%2e', '%2E', '%2f', '%5c', '@', ':', '?', '#', 'evil.example', 'http:', '\t', '\n', ' ', 'x');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 9 }), (pieces) => {
        const next = safeNext(`/${pieces.join('')}`);
        expect(new URL(next, 'https://school.example/sign-in').origin).toBe('https://school.example');
        // What is safe stays what it is when it is looked at again on the way.
        expect(safeNext(next)).toBe(next);
      }),
      { numRuns: 5_000 },
    );
  });
});
