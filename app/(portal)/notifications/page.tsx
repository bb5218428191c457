import type { Metadata } from 'next';
import { Live } from '@/components/live/live-provider';
import { MarkReadButton } from '@/components/notifications/mark-read-button';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { listNotifications } from '@/lib/notifications/queries';
import { sayShortDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { pageSearch } from '@/lib/platform/paging';
import { requireActor } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Notices' };

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const actor = await requireActor();
  const { page } = pageSearch.parse(await searchParams);
  const [{ rows: notices, total, unread }, school] = await Promise.all([listNotifications(actor, page), getSchool()]);
  return (
    <>
      <Live topics={[`notifications:user:${actor.id}`]} />
      <PageHeader title="Notices" facts={unread === 0 ? 'Nothing new' : `${unread.toLocaleString('en-NG')} new`} act={unread > 0 && <MarkReadButton />} />
      {total === 0 && <EmptyState text="No notices yet. The school writes here when there is something to know." />}
      <ul className="grid gap-2">
        {notices.map((one) => (
          <li key={one.id} className={`rounded-card border bg-surface p-3 ${one.readAt ? 'border-line' : 'border-accent'}`}>
            <a href={one.link} className="inline-block min-h-6 font-semibold text-text">{one.title}</a>{!one.readAt && <span className="text-sm text-accent"> · new</span>}
            <p>{one.body}</p>
            <p className="text-sm text-muted">{sayShortDay(schoolDay(one.createdAt, school.timeZone))}, {schoolTime(one.createdAt, school.timeZone)}</p>
          </li>
        ))}
      </ul>
      <Pager page={page} total={total} href={(to) => `/notifications?page=${to}`} />
    </>
  );
}
