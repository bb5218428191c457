import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Import } from '@/lib/people/imports/office/queries';
import { studentColumns, type StudentCounts } from '@/lib/people/imports/students/schema';
import { shownFindings } from '@/lib/people/imports/rules';
import { MOST_COLUMNS, type Problem } from '@/lib/people/imports/schema';
import { readTable } from '@/lib/people/imports/tables/rules';
import { ImportList } from './import-list';
import { ImportStep } from './import-step';

const HEAVIEST = 500_000;
const long = (letters: number) => 'Ọ'.repeat(letters);

const counts: StudentCounts = {
  rows: 0, students: { new: 0, changed: 0, unchanged: 0, moved: 0 }, guardians: { new: 0, matched: 0 }, links: { new: 0 }, changes: {},
};

const one = (more: Partial<Import>): Import => ({
  id: crypto.randomUUID(), kind: 'students', state: 'read', fileName: `${long(196)}.csv`, createdAt: new Date(0), by: 'Okafor Ngozi',
  committedAt: null, findings: null, problem: '', header: [], samples: [], mapping: [], failedRows: 0, step: '', share: 0, putOff: null, undone: null, ...more,
});

const weigh = (shown: Import) => {
  const html = renderToString(createElement(ImportStep, { one: shown, mayCommit: true, undoUntil: null, undoneAt: null, putOff: null }));
  return Buffer.byteLength(html);
};

describe('a page of an import does not grow with bad data', () => {
  it('60 headings of 5,000 letters, and three rows of long cells', () => {
    const columns = Array.from({ length: MOST_COLUMNS }, (_, index) => `${index} ${long(5_000)}`);
    const cells = columns.map(() => `${long(60)}…`);
    expect(weigh(one({ header: columns, samples: [cells, cells, cells], mapping: columns.map(() => null) }))).toBeLessThan(HEAVIEST);
  });

  it('50,000 problems and as many warnings of 10,000 letters', () => {
    const found: Problem[] = Array.from({ length: 50_000 }, (_, row) => ({ row, column: 'surname', message: long(10_000) }));
    const findings = { ...shownFindings({ problems: found, warnings: found }), counts, badRows: 50_000, isUsable: false };
    expect(Buffer.byteLength(JSON.stringify(findings))).toBeLessThan(HEAVIEST);
    expect(weigh(one({ state: 'checked', findings, failedRows: 5_000 }))).toBeLessThan(HEAVIEST);
    expect(findings).toMatchObject({ problemCount: 50_000, warningCount: 50_000 });
  });

  it('a file of 60 columns nobody knows, each with a heading of 5,000 letters, is told in short sentences', () => {
    const header = Array.from({ length: MOST_COLUMNS }, (_, index) => `${index} ${long(1_500)}`).join(',');
    const table = readTable(`${header}\n`, studentColumns);
    expect(JSON.stringify(shownFindings(table)).length).toBeLessThan(10_000);
  });

  it('the list of imports, with the longest names a file may have', () => {
    const rows = Array.from({ length: 30 }, (_, index): [string, string, string, string, string] => [String(index), long(200), 'Imported', 'Fri', 'Okafor Ngozi']);
    expect(Buffer.byteLength(renderToString(createElement(ImportList, { rows })))).toBeLessThan(HEAVIEST);
  });
});
