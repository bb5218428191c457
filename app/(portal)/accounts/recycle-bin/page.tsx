import type { Metadata } from 'next';
import { BinList } from '@/components/accounts/bin-list';
import { EmptyState } from '@/components/shared/empty-state';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { sayCount } from '@/components/shared/words';
import { listDisabled } from '@/lib/accounts/bin/queries';
import { daysLeft } from '@/lib/accounts/bin/rules';
import * as may from '@/lib/accounts/policy';
import { can } from '@/lib/platform/authz';
import { clock } from '@/lib/platform/clock';
import { sayDay, schoolDay } from '@/lib/platform/dates';
import { pageSearch } from '@/lib/platform/paging';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Recycle bin' };

export default async function RecycleBinPage({ searchParams }: PageProps<'/accounts/recycle-bin'>) {
  const actor = await requirePermission(may.viewBin);
  const { page } = pageSearch.parse(await searchParams);
  const [{ rows, total }, { timeZone }] = await Promise.all([listDisabled(actor, page), getSchool()]);
  const now = clock.now();
  const fate = (row: (typeof rows)[number]) => {
    if (row.isStillHere) return 'Stays here: still on the staff list, enrolled, or a guardian.';
    const left = daysLeft(row.disabledAt ?? now, now);
    return left === 0 ? 'Is emptied tonight.' : `Is emptied in ${sayCount(left, 'day', 'days')}.`;
  };
  const lines = rows.map((row) => ({
    id: row.id, name: row.name, username: row.username, roles: row.roles, fate: fate(row), operationId: newOperationId(),
    since: sayDay(schoolDay(row.disabledAt ?? now, timeZone)), mayRestore: can(actor, may.restore, row),
  }));
  return (
    <>
      <PageHeader title="Recycle bin" facts={sayCount(total, 'account', 'accounts')} back={{ href: '/staff', label: 'Staff' }} />
      {lines.length === 0 ? (
        <EmptyState text="The recycle bin is empty. An account is put into it on the page of that account." act={<a href="/staff" className="text-accent underline">Staff</a>} />
      ) : <BinList rows={lines} />}
      <Pager page={page} total={total} href={(to) => `/accounts/recycle-bin?page=${to}`} />
    </>
  );
}
