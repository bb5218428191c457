import type { NextRequest } from 'next/server';
import { columnsOf } from '@/lib/people/imports/office/schema';
import { importKinds } from '@/lib/people/imports/kinds/rules';
import { see } from '@/lib/people/imports/office/policy';
import { notesOf, samples } from '@/lib/people/imports/templates/rules';
import { can } from '@/lib/platform/authz';
import { toCsv } from '@/lib/platform/csv';
import { currentMember } from '@/lib/platform/request/require-actor';
import { download, problem, route } from '@/lib/platform/request/route';
import { toWorkbook, XLSX } from '@/lib/platform/workbook';

/** An empty file with the columns an import knows, one sample row, and notes. */
export const GET = route(async (request: NextRequest, { params }: RouteContext<'/api/import-templates/[kind]'>) => {
  const actor = await currentMember();
  if (!actor) return problem('UNAUTHENTICATED', 'Sign in first.');
  const { kind: given } = await params;
  const kind = importKinds.find((one) => one === given);
  if (!kind || !can(actor, see, undefined)) return problem('NOT_FOUND', 'There is no such template.');
  const header = [...columnsOf[kind].required, ...columnsOf[kind].optional];
  const sample = header.map((name) => samples[kind][name] ?? '');
  if (request.nextUrl.searchParams.get('format') === 'csv') return download(`${kind}-template.csv`, 'text/csv; charset=utf-8', toCsv(header, [sample]));
  const sheets = [
    { name: 'People', header, rows: [sample] },
    { name: 'Notes', header: ['Column', 'Must be filled', 'What goes in it'], rows: notesOf(kind), widths: [28, 16, 90] },
  ];
  return download(`${kind}-template.xlsx`, XLSX, await toWorkbook(sheets));
});
