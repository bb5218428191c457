import type { Metadata } from 'next';
import { GuardianTable } from '@/components/people/guardian-table';
import { ExportForm } from '@/components/people/export-form';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { SearchForm } from '@/components/shared/search-form';
import { sayCount } from '@/components/shared/words';
import { buttonStyle } from '@/components/ui/button';
import * as may from '@/lib/people/guardians/policy';
import { listGuardians } from '@/lib/people/guardians/queries';
import { peopleSearch } from '@/lib/people/schema';
import { sayPhone } from '@/lib/platform/phone';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Guardians' };

export default async function GuardiansPage({ searchParams }: PageProps<'/guardians'>) {
  const actor = await requirePermission(may.list);
  const search = peopleSearch.parse(await searchParams);
  const { rows, total } = await listGuardians(actor, search);
  const lines = rows.map((row) => ({ ...row, phone: row.phone ? { dial: row.phone, shown: sayPhone(row.phone) } : null }));
  const href = (page: number) => `/guardians?${new URLSearchParams({ ...(search.q && { q: search.q }), page: String(page) })}`;
  return (
    <>
      <PageHeader title="Guardians" facts={sayCount(total, 'guardian')} act={<a className={buttonStyle('primary')} href="/guardians/new">Add a guardian</a>} />
      <SearchForm q={search.q} label="Name or phone number" />
      {rows.length === 0 ? (
        <EmptyState
          text={search.q ? 'Nobody matches. Accents do not matter; part of a number is enough.' : 'No guardians yet. They come with the students, or are added one by one.'}
          act={<a href="/guardians" className="text-accent underline">Show all guardians</a>}
        />
      ) : (
        <GuardianTable rows={lines} />
      )}
      <Pager page={search.page} total={total} href={href} />
      {total > 0 && (
        <details className="mt-4">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">Export {total.toLocaleString('en-NG')} to a file</summary>
          <ExportForm kind="guardians" about={{ ...(search.q && { q: search.q }) }} count={total} />
        </details>
      )}
    </>
  );
}
