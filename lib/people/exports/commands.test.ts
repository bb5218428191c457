import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { confirmOwnPassword } from '@/lib/accounts/passwords/commands';
import { toCsv } from '@/lib/platform/csv';
import { perform } from '@/lib/platform/perform';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { everybodyChose } from '@/tests/support/passwords';
import { count, seed, signedIn } from '@/tests/support/people';
import { previewStudents } from '../imports/students/commands';
import { exportPeople } from './commands';
import { exportPeople as allow } from './policy';
import { exportInput } from './schema';

const PASSWORD = 'calm river stone 11';
let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await testDatabase();
  cast = await seed();
  await everybodyChose(PASSWORD);
});
afterAll(() => db.close());

const take = async (input: object, by: { id: string } = cast.admin) =>
  perform({ name: 'people.export', input: exportInput, allow, prepare: confirmOwnPassword, run: exportPeople }, await signedIn(by), { format: 'csv', confirmPassword: PASSWORD, ...input });
const lines = async (input: object, by?: { id: string }) => {
  const answer = await take(input, by);
  return answer.ok ? answer.data.rows : Promise.reject(new Error(JSON.stringify(answer)));
};

describe('the office takes a list out of the school', () => {
  it('students: as many lines as match, with guardians, and what comes back as an import changes nothing', async () => {
    const answer = await take({ kind: 'students', all: 'on' });
    if (!answer.ok) throw new Error(answer.message);
    const { header, rows } = answer.data;
    expect(rows).toHaveLength(await count('enrolments', 'ends_on is null'));
    const tunde = rows.find((row) => row[0] === cast.tunde.admissionNumber) ?? [];
    expect(tunde.slice(header.indexOf('guardian1_relationship'), header.indexOf('guardian1_email'))).toEqual(['mother', expect.any(String), expect.any(String), expect.stringMatching(/^08/)]);
    const back = await asSystem('preview', (ctx) => previewStudents(ctx, toCsv(header, rows)));
    expect(back.problems).toEqual([]);
    expect(back).toMatchObject({ students: { new: 0, changed: 0 }, links: { new: 0 } });
  });

  it('chosen ones only, guardians and staff as their search finds them, and each is written down', async () => {
    expect(await lines({ kind: 'students', ids: `${cast.tunde.id} ${cast.amina.id}` })).toHaveLength(2);
    expect((await lines({ kind: 'guardians', q: 'adebayo' })).flat().join()).toContain('(THS-STU-001)');
    expect((await lines({ kind: 'staff', q: 'bello' })).flat()).toContain('JSS 2A');
    expect(await count('events', `name = 'people.exported' and actor_id = '${cast.admin.id}'`)).toBe(4);
  });

  it('not without the own password, not for a teacher, and nobody is no file', async () => {
    expect(await take({ kind: 'staff', q: '', confirmPassword: 'guess' })).toMatchObject({ fields: { confirmPassword: 'That is not your own password.' } });
    expect(await take({ kind: 'students', all: 'on' }, cast.grace)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await take({ kind: 'students' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
