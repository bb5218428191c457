import { studentColumns } from '@/lib/people/imports/students/schema';
import { action, passwordOf } from './action-fixtures';
import { idOf, type Fixture } from './fixture';
import { page, route } from './page-fixtures';
import type { School } from './school';
import { nothing } from './world';

const importId = '6f1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f';
const newcomer = '7a2e3d45-6c7b-4d8e-9f0a-1b2c3d4e5f60';
const header = [...studentColumns.required];
const findings = { isUsable: true, badRows: 0, problems: [], warnings: [], problemCount: 0, warningCount: 0, counts: { rows: 1, students: { new: 1 } } };

/** One import of the super admin's in this state, with one failed row and one account that it made. */
const importIn = (state: string) => async ({ footprint: { owner }, ids }: School) => {
  const by = idOf(ids.users, 'superAdmin');
  await owner`insert into imports (id, kind, state, file_name, created_by, requested_by, header, findings, failed, committed_at)
    values (${importId}, 'students', ${state}, 'roll.csv', ${by}, ${by}, ${owner.json(header)}, ${owner.json(findings)},
      ${owner.json([{ row: 2, cells: [], error: 'x' }])}, now())`;
  await owner`insert into users (id, username, display_name, one_time_hash) values (${newcomer}, 'THS-PAR-990', 'New Parent', 'x')`;
  await owner`insert into user_roles (user_id, role) values (${newcomer}, 'parent')`;
  await owner`insert into import_changes (import_id, table_name, row_key, after) values (${importId}, 'users', ${newcomer}, '{}')`;
};

async function noImport({ footprint: { owner } }: School): Promise<void> {
  await owner`delete from import_progress`;
  await owner`delete from import_changes`;
  await owner`delete from imports`;
  await owner`delete from user_roles where user_id = ${newcomer}`;
  await owner`delete from users where id = ${newcomer}`;
}

const around = (state: string) => ({ subjects: [nothing], before: importIn(state), after: noImport });
const columns = Object.fromEntries(header.map((name, index) => [`column-${index}`, name]));

function slipsForm(): FormData {
  const form = new FormData();
  form.set('importId', importId);
  return form;
}

export const importFixtures: [string, Fixture][] = [
  action('people.begin-import', { subjects: [nothing], seenBy: 'B06', input: () => ({ kind: 'students', fileName: 'roll.csv', size: 10 }) }),
  action('people.confirm-upload', { ...around('uploading'), input: () => ({ importId }) }),
  action('people.check-import', { ...around('read'), input: () => ({ importId, ...columns }) }),
  action('people.commit-import', { ...around('checked'), input: ({ who }) => ({ importId, confirmPassword: passwordOf(who) }) }),
  action('people.cancel-import', { ...around('checked'), input: () => ({ importId }) }),
  action('people.undo-import', { ...around('committed'), input: () => ({ importId }) }),
  page('/people/import'),
  page('/search', { searches: [{}, { q: 'a' }, { q: '080' }] }),
  route('GET /api/search', { seenBy: 'B06', query: '?q=a', mustChoose: 'UNAUTHENTICATED' }),
  page('/people/import/[importId]', { ...around('committed'), params: () => ({ importId }) }),
  route('GET /api/imports/[importId]/failed-rows', { ...around('checked'), params: { importId }, mustChoose: 'UNAUTHENTICATED' }),
  route('GET /api/import-templates/[kind]', { params: { kind: 'students' }, mustChoose: 'UNAUTHENTICATED' }),
  route('POST /api/slips', { ...around('committed'), seenBy: 'B06', form: slipsForm() }),
];
