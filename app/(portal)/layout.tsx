import type { Route } from 'next';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { LiveProvider } from '@/components/live/live-provider';
import { AfterDrawing } from '@/components/portal/after-drawing';
import { destinations } from '@/components/portal/navigation';
import { Shell } from '@/components/portal/shell';
import { record } from '@/lib/attendance/policy';
import { holds } from '@/lib/platform/authz';
import { env } from '@/lib/platform/env';
import { requireFrame } from '@/lib/platform/request/require-actor';
import { logoAddress } from '@/lib/school/branding/queries';
import { getSchool } from '@/lib/school/queries';
import { everywhere } from '@/lib/search/policy';
import { isSetUp } from '@/lib/setup/queries';

/** Draws the frame; every page asks for its own permission. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  // The place in the feed is read before the page's own data, so that nothing falls between the two.
  const { person: actor, seq, unread } = await requireFrame();
  if (!(await isSetUp())) redirect('/setup' as Route);
  const school = await getSchool();
  const ofStaff = holds(actor, record) ? 'registers' : null;
  return (
    <LiveProvider url={env().REALTIME_URL} seq={seq} personal={[`notifications:user:${actor.id}`, `sessions:user:${actor.id}`]}>
      <Shell
        schoolName={school.name} shortName={school.shortName} logo={school.logoKey && logoAddress(school.logoKey)} isDemo={school.demoSince !== null}
        personName={actor.name} unread={unread} destinations={destinations(actor)}
      >
        {children}
      </Shell>
      <AfterDrawing part={holds(actor, everywhere) ? 'office' : ofStaff} actorId={actor.id} />
    </LiveProvider>
  );
}
