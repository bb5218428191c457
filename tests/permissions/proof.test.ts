import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { incomplete } from './complete';
import { notBuilt, provedBy } from './obligations';
import { obligationsInUse, prove } from './proof';
import { openSchool, type School } from './school';
import { readTable } from './table';

vi.mock('next/headers', () => import('./next-headers'));

const rows = readTable();
let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school.close());

describe('docs/authorization.csv is what the product does', () => {
  it('names every action, route, page and room, and nothing that is not built', () => {
    expect(incomplete(school.built, rows)).toEqual([]);
  });

  it('gives each row one id, and the original rows stand', () => {
    const ids = rows.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 75)).toEqual(
      Array.from({ length: 75 }, (_, index) => `A${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('has a proof, or a plain "not built yet", for each obligation of a built row', () => {
    const open = obligationsInUse(rows)
      .filter(({ obligation }) => !provedBy[obligation])
      .map(({ row, obligation }) => `${row} ${obligation}`);
    expect(open).toEqual(Object.keys(notBuilt));
  });

  it('holds for everyone, in, out of and formerly in relation, suspended and signed out; a denial writes nothing', async () => {
    const { checks, byKind, canaries, wrong } = await prove(school, rows);
    const counted = Object.entries(byKind)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ');
    console.log(
      `permission checks: ${checks} (${counted}) and ${canaries} looks for what must not be on a page; wrong: ${wrong.length}`,
    );
    mkdirSync('.cache', { recursive: true });
    writeFileSync(
      '.cache/permission-checks.json',
      `${JSON.stringify({ checks, byKind, canaries, wrong }, null, 2)}\n`,
    );
    expect(wrong).toEqual([]);
    expect(checks).toBeGreaterThan(5_000);
  }, 1_800_000);
});
