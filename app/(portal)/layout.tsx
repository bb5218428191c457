import type { ReactNode } from 'react';
import { RegisterQueue } from '@/components/attendance/register-queue';
import { LiveProvider } from '@/components/live/live-provider';
import { destinations } from '@/components/portal/navigation';
import { ServiceWorker } from '@/components/portal/service-worker';
import { Shell } from '@/components/portal/shell';
import { countUnread } from '@/lib/notifications/queries';
import { env } from '@/lib/platform/env';
import { newestSeq } from '@/lib/platform/feed';
import { requireActor } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

/** Draws the frame; every page asks for its own permission. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  // The place in the feed is read before the page's own data, so that nothing falls between the two.
  const [school, unread, seq] = await Promise.all([getSchool(), countUnread(actor), newestSeq()]);
  return (
    <LiveProvider url={env().REALTIME_URL} seq={seq} personal={[`notifications:user:${actor.id}`, `sessions:user:${actor.id}`]}>
      <Shell
        schoolName={school.name} shortName={school.shortName} isDemo={school.demoSince !== null}
        personName={actor.name} unread={unread} destinations={destinations(actor)}
      >
        {children}
      </Shell>
      <RegisterQueue actorId={actor.id} />
      <ServiceWorker />
    </LiveProvider>
  );
}
