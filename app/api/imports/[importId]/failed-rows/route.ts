import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { getFailedRows } from '@/lib/people/imports/office/queries';
import { toCsv } from '@/lib/platform/csv';
import { currentMember } from '@/lib/platform/request/require-actor';
import { download, problem, route } from '@/lib/platform/request/route';
import { toWorkbook, XLSX } from '@/lib/platform/workbook';

/** The rows an import could not take, with an Error column: mended there, the file is uploaded again. */
export const GET = route(async (request: NextRequest, { params }: RouteContext<'/api/imports/[importId]/failed-rows'>) => {
  const actor = await currentMember();
  if (!actor) return problem('UNAUTHENTICATED', 'Sign in first.');
  const { importId } = await params;
  if (!z.uuid().safeParse(importId).success) return problem('NOT_FOUND', 'There is no such import.');
  const { fileName, header, rows } = await getFailedRows(actor, importId);
  const name = `${fileName.replace(/\.[a-z]+$/i, '')}-failed-rows`;
  const titles = [...header, 'Error'];
  const lines = rows.map(({ cells, error }) => [...header.map((_, index) => cells[index] ?? ''), error]);
  if (request.nextUrl.searchParams.get('format') === 'csv') return download(`${name}.csv`, 'text/csv; charset=utf-8', toCsv(titles, lines));
  return download(`${name}.xlsx`, XLSX, await toWorkbook([{ name: 'Failed rows', header: titles, rows: lines }]));
});
