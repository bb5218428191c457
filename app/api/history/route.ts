import { exportHistory } from '@/lib/history/commands';
import { read } from '@/lib/history/policy';
import { historySearch } from '@/lib/history/schema';
import { toCsv } from '@/lib/platform/csv';
import { download, respond } from '@/lib/platform/request/route';

// A POST, because taking the history out of the school is written into it.
export async function POST(request: Request): Promise<Response> {
  return respond(
    { name: 'history.export', input: historySearch, allow: read, run: exportHistory, limit: { points: 10, seconds: 60 } },
    await request.formData().catch(() => null),
    (lines) => {
      const rows = lines.map((line) => [
        line.at.toISOString(), line.actor, line.says, line.subject ?? line.subjectId,
        line.differences.map((one) => `${one.what} ${one.before} → ${one.after}`.trim()).join('; '), line.requestId,
      ]);
      return download('history.csv', 'text/csv; charset=utf-8', toCsv(['When (UTC)', 'Who', 'What', 'About', 'Changes', 'Request'], rows));
    },
  );
}
