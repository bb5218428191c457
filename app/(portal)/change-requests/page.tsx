import type { Metadata } from 'next';
import { RequestList } from '@/components/change-requests/request-list';
import { Live } from '@/components/live/live-provider';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { sayCount } from '@/components/shared/words';
import { buttonStyle } from '@/components/ui/button';
import * as may from '@/lib/people/change-requests/policy';
import { listRequests } from '@/lib/people/change-requests/queries';
import { sayField } from '@/lib/people/change-requests/rules';
import { isOffice } from '@/lib/platform/actor';
import { sayShortDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { pageSearch } from '@/lib/platform/paging';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Change requests' };

/** The office's queue; for a family, what it has asked for. */
export default async function ChangeRequestsPage({ searchParams }: PageProps<'/change-requests'>) {
  const actor = await requirePermission(may.list);
  const isQueue = isOffice(actor);
  const { page } = pageSearch.parse(await searchParams);
  const [{ rows, total }, { timeZone }] = await Promise.all([listRequests(actor, { mine: !isQueue, page }), getSchool()]);
  const lines = rows.map(({ field, createdAt, requestedBy: _by, studentId: _id, ...row }) => ({
    ...row, what: sayField(field), when: `${sayShortDay(schoolDay(createdAt, timeZone))}, ${schoolTime(createdAt, timeZone)}`,
  }));
  return (
    <>
      <Live topics={[isQueue ? 'change_requests:school' : `change_requests:user:${actor.id}`]} />
      <PageHeader
        title="Change requests" facts={isQueue ? sayCount(total, 'request') : 'Your phone, your e-mail, a child who is missing here: ask, and see what became of it'}
        back={isQueue ? undefined : { href: '/account', label: 'Account' }}
        act={!isQueue && <a className={buttonStyle('primary')} href="/change-requests/new">Ask for a change</a>}
      />
      {rows.length === 0 ? (
        <EmptyState text={isQueue ? 'Nothing waits. When a family asks for a change, it stands here.' : 'You have not asked for anything yet. A change of a child’s record is asked for on the child’s page.'} />
      ) : (
        <RequestList rows={lines} isQueue={isQueue} />
      )}
      <Pager page={page} total={total} href={(to) => `/change-requests?page=${to}`} />
    </>
  );
}
