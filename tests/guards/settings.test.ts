import { globSync, readFileSync } from 'node:fs';
import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { schools } from '@/db/schema';

// Where a setting is written, shown to be changed, or made up: reading it there does not make it act.
const own = /^(lib\/school\/(commands|schema|actions)|lib\/school\/branding\/commands|lib\/setup\/|components\/(school|setup)\/|app\/\(portal\)\/settings\/|app\/\(setup\)\/)/;

test('every setting of the school is read outside its own form', () => {
  const files = globSync('{app,components,lib,realtime-server,scripts/worker.ts}/**/*.{ts,tsx}')
    .concat('scripts/worker.ts')
    .filter((file) => !file.includes('.test.') && !own.test(file));
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const settings = Object.keys(getTableColumns(schools)).filter((name) => name !== 'only');
  expect(settings.length).toBeGreaterThan(12);
  // "school.name", "schools.name" in a query, "(await branding())?.accent", or taken apart: "const { timeZone } = await getSchool()".
  const isRead = (name: string) =>
    new RegExp(`\\b(school|schools|look|(getSchool|findSchool|branding)\\([^)]*\\)\\)?)\\??\\.${name}\\b|\\{[^{}=\\n]*\\b${name}\\b[^{}=\\n]*\\} = (await (getSchool|findSchool)\\(|school;)`).test(text);
  const unread = settings.filter((name) => !isRead(name));
  expect(unread.map((name) => `${name} is stored and read by nothing: a setting must act, or go`)).toEqual([]);
});
