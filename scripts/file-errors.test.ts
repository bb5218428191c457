import { describe, expect, it } from 'vitest';
import { explain } from './file-errors';

const failed = (code: string) => Object.assign(new Error(`${code}: raw words, open '/srv/school/x'`), { code, path: '/srv/school/x' });

describe('an operator', () => {
  it.each([
    ['EROFS', 'is on a disk that can only be read'],
    ['EACCES', 'may not be written by the user who runs this'],
    ['ENOSPC', 'is on a disk that is full'],
  ])('is told of %s in words, with the file', (code, words) => {
    expect(explain(failed(code))).toMatch(new RegExp(`^/srv/school/x ${words}\\. .*THS_DATA_DIR`));
    expect(explain(failed(code))).not.toContain('raw words');
  });

  it('gets the words of every other error as they are', () => expect(explain(new Error('Port 3000 is in use.'))).toBe('Port 3000 is in use.'));
});
