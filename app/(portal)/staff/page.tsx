import type { Metadata } from 'next';
import { SlipsForm } from '@/components/accounts/slips-form';
import { headers } from 'next/headers';
import { StaffTable } from '@/components/people/staff-table';
import { RoleFilter } from '@/components/people/role-filter';
import { ExportForm } from '@/components/people/export-form';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { sayCount } from '@/components/shared/words';
import { SearchForm } from '@/components/shared/search-form';
import { buttonStyle } from '@/components/ui/button';
import { staffSearch } from '@/lib/people/schema';
import * as may from '@/lib/people/staff/policy';
import { listStaff } from '@/lib/people/staff/queries';
import { suspend as maySuspend } from '@/lib/accounts/policy';
import { can } from '@/lib/platform/authz';
import { newOperationId } from '@/components/shared/operation-id';
import { sayPhone } from '@/lib/platform/phone';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Staff' };

export default async function StaffPage({ searchParams }: PageProps<'/staff'>) {
  const actor = await requirePermission(may.list);
  const search = staffSearch.parse(await searchParams);
  const { rows, total } = await listStaff(actor, search);
  const lines = rows.map((row) => ({
    ...row, operationId: newOperationId(), phone: row.phone ? { dial: row.phone, shown: sayPhone(row.phone) } : null,
    maySuspend: row.status !== 'disabled' && can(actor, maySuspend, { id: row.userId, roles: row.roles }), mayEdit: can(actor, may.edit, row),
  }));
  const href = (page: number) =>
    `/staff?${new URLSearchParams({ ...(search.q && { q: search.q }), ...(search.role && { role: search.role }), page: String(page) })}`;
  return (
    <>
      <PageHeader title="Staff" facts={sayCount(total, 'person', 'people')} act={<div className="flex flex-wrap gap-2"><a className={buttonStyle('primary')} href="/staff/new">Add a person</a><a className={buttonStyle()} href="/people/import">Import a file</a></div>} />
      <SearchForm q={search.q} label="Name"><RoleFilter value={search.role ?? 'all'} nonce={(await headers()).get('x-nonce') ?? ''} /></SearchForm>
      {rows.length === 0 ? (
        <EmptyState text={search.q || search.role ? 'Nobody matches. Accents do not matter; try fewer letters.' : 'No staff yet. Add a person, or import all of them from a file.'} act={<a href="/staff" className="text-accent underline">Show all staff</a>} />
      ) : <StaffTable rows={lines} />}
      {total > 0 && (
        <details className="mt-4">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">Export {total.toLocaleString('en-NG')} to a file</summary>
          <ExportForm kind="staff" about={{ ...(search.q && { q: search.q }), ...(search.role && { role: search.role }) }} count={total} />
        </details>
      )}
      <details className="mt-4">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">Sign-in slips</summary>
        <SlipsForm name="staff" value="on" operationId={newOperationId()} />
      </details>
      <p><a className="inline-flex min-h-11 items-center text-accent underline" href="/accounts/recycle-bin">Recycle bin</a></p>
      <Pager page={search.page} total={total} href={href} />
    </>
  );
}
