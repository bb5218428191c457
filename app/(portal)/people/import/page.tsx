import type { Metadata } from 'next';
import { ImportList } from '@/components/imports/import-list';
import { UploadForm } from '@/components/imports/upload-form';
import { kindWords, stateWords } from '@/components/imports/words';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/people/imports/office/policy';
import { listImports } from '@/lib/people/imports/office/queries';
import { importKinds } from '@/lib/people/imports/kinds/rules';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Import people' };

export default async function ImportPage() {
  const actor = await requirePermission(may.see);
  const [imports, { timeZone }] = await Promise.all([listImports(actor), getSchool()]);
  const rows = imports.map((one): [string, string, string, string, string] => [
    one.id, `${kindWords[one.kind]} · ${one.fileName}`, stateWords[one.state],
    `${sayDay(schoolDay(one.createdAt, timeZone))}, ${schoolTime(one.createdAt, timeZone)}`, one.by,
  ]);
  return (
    <>
      <PageHeader title="Import people" facts="Nothing is written before you have seen what would change, and it can be taken back for a week." />
      <UploadForm />
      <section aria-labelledby="templates" className="mt-8">
        <h2 id="templates" className="mb-2 text-lg font-semibold">Templates</h2>
        <p className="text-muted">Any file works: you say which column is what. These have the columns in place, with notes.</p>
        <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          {importKinds.flatMap((kind) => ['xlsx', 'csv'].map((format) => (
            <li key={kind + format}><a className="inline-flex min-h-11 items-center text-accent underline" href={`/api/import-templates/${kind}?format=${format}`} download>{kindWords[kind]} ({format === 'xlsx' ? 'Excel' : 'CSV'})</a></li>
          )))}
        </ul>
      </section>
      <section aria-labelledby="earlier" className="mt-8">
        <h2 id="earlier" className="mb-2 text-lg font-semibold">Imports so far</h2>
        {rows.length === 0 ? <p className="text-muted">None yet.</p> : <ImportList rows={rows} />}
      </section>
    </>
  );
}
