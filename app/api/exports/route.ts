import { confirmOwnPassword } from '@/lib/accounts/passwords/commands';
import { exportPeople } from '@/lib/people/exports/commands';
import { exportPeople as allow } from '@/lib/people/exports/policy';
import { fileName } from '@/lib/people/exports/rules';
import { exportInput } from '@/lib/people/exports/schema';
import { toCsv } from '@/lib/platform/csv';
import { download, respond } from '@/lib/platform/request/route';
import { toWorkbook, XLSX } from '@/lib/platform/workbook';
import { today } from '@/lib/school/queries';

// A POST, because taking people's data out of the school is confirmed with the own password and written into the history.
export async function POST(request: Request): Promise<Response> {
  return respond(
    { name: 'people.export', input: exportInput, allow, prepare: confirmOwnPassword, isSecret: true, run: exportPeople, limit: { points: 10, seconds: 60 } },
    await request.formData().catch(() => null),
    async ({ kind, format, header, rows }) => {
      const name = fileName(kind, await today(), format);
      if (format === 'csv') return download(name, 'text/csv; charset=utf-8', toCsv(header, rows));
      return download(name, XLSX, await toWorkbook([{ name: kind, header, rows }]));
    },
  );
}
