import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sayProblem } from '@/lib/people/imports/rules';
import { MAX_MEGABYTES, type Report, type ShownFindings } from '@/lib/people/imports/schema';
import type { StaffPreview } from '@/lib/people/imports/staff/schema';
import type { StudentPreview } from '@/lib/people/imports/students/schema';
import type { Context } from '@/lib/platform/perform';
import { withServices } from '../embedded/services';
import { loadSettings } from '../settings';

export const help = `Usage: ./ths import students FILE [--dry-run]
       ./ths import staff FILE [--dry-run]

Reads a CSV file, says what it would change and every problem by row, and then imports all of it or nothing.
--dry-run stops before writing.`;

type Preview = (StudentPreview | StaffPreview) & ShownFindings;
type Kind = {
  preview(ctx: Context, file: Uint8Array): Promise<Preview>;
  commit(ctx: Context, file: Uint8Array, report: Report): Promise<Preview>;
};

/** Imports a file of people; exit code 1 when it has problems. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const [what, path] = positionals;
  if (values.help || (what !== 'students' && what !== 'staff') || !path) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const { size } = await stat(path);
  if (size > MAX_MEGABYTES * 1024 * 1024)
    throw new Error(`The file has more than ${MAX_MEGABYTES} MB, the most for one import. Split it.`);
  const file = await readFile(path);
  const { dataDir } = loadSettings();
  return withServices(dataDir, console.log, async () => {
    const { closeDatabase } = await import('@/db/client');
    try {
      return await importFile(await kindOf(what), file, values['dry-run'] ?? false);
    } finally {
      await closeDatabase();
    }
  });
}

async function kindOf(what: 'students' | 'staff'): Promise<Kind> {
  if (what === 'students') {
    const { previewStudents, commitStudents } = await import('@/lib/people/imports/students/commands');
    return { preview: previewStudents, commit: commitStudents };
  }
  const { previewStaff, commitStaff } = await import('@/lib/people/imports/staff/commands');
  return { preview: previewStaff, commit: commitStaff };
}

async function importFile({ preview, commit }: Kind, file: Uint8Array, isDryRun: boolean): Promise<number> {
  const { asSystem } = await import('@/lib/platform/system');
  const started = Date.now();
  const found = await asSystem('import-preview', (ctx) => preview(ctx, file));
  print(found);
  console.log(`Checked in ${seconds(started)} s.`);
  if (found.problemCount > 0) {
    console.log('Nothing was imported.');
    return 1;
  }
  if (isDryRun) return 0;
  const begun = Date.now();
  await asSystem('import', (ctx) =>
    commit(ctx, file, (step, share) =>
      console.log(`  ${String(Math.round(share * 100)).padStart(3)}% ${step}`),
    ),
  );
  console.log(`Imported in ${seconds(begun)} s.`);
  return 0;
}

function print(found: Preview): void {
  const { problems, warnings, problemCount, warningCount, ...counts } = found;
  for (const [name, value] of Object.entries(counts)) {
    const parts =
      typeof value === 'object'
        ? Object.entries(value)
            .map(([kind, count]) => `${count} ${kind}`)
            .join(', ')
        : String(value);
    if (parts) console.log(`${name}: ${parts}`);
  }
  for (const warning of warnings) console.log(`note: ${sayProblem(warning)}`);
  if (warningCount > warnings.length) console.log(`… and ${warningCount - warnings.length} more notes`);
  for (const problem of problems) console.error(sayProblem(problem));
  if (problemCount > problems.length) console.error(`… and ${problemCount - problems.length} more problems`);
}

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(2);
