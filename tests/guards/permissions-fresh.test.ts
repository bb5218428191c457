import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PERMISSIONS_FILE, permissionsDocument } from '@/scripts/print-permissions';

it('docs/permissions.md says what the policies say: run npm run permissions', () => {
  expect(readFileSync(PERMISSIONS_FILE, 'utf8')).toBe(permissionsDocument());
});
