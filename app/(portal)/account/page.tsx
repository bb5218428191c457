import type { Metadata } from 'next';
import { SessionList } from '@/components/accounts/session-list';
import { SignOutForm } from '@/components/accounts/sign-out-form';
import { ThemeChoice } from '@/components/portal/theme-choice';
import { Live } from '@/components/live/live-provider';
import { Facts } from '@/components/shared/facts';
import { PageHeader } from '@/components/shared/page-header';
import { buttonStyle } from '@/components/ui/button';
import { listSessions } from '@/lib/accounts/queries';
import { sayShortDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { chosenTheme } from '@/lib/platform/request/cookies';
import { requireActor } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const actor = await requireActor();
  const [sessions, school] = await Promise.all([listSessions(actor), getSchool()]);
  const say = (at: Date) => `${sayShortDay(schoolDay(at, school.timeZone))}, ${schoolTime(at, school.timeZone)}`;
  return (
    <>
      <Live topics={[`sessions:user:${actor.id}`]} />
      <PageHeader title="Account" facts={actor.name} act={<SignOutForm everywhere={false} />} />
      <div className="grid gap-6">
        <Facts title="You" facts={[['Name', actor.name], ['Username', actor.username]]} />
        <div className="flex flex-wrap gap-2">
          <a className={buttonStyle('quiet')} href="/choose-password">Change password</a>
          <a className={buttonStyle('quiet')} href="/second-factor">Second sign-in step</a>
          {actor.roles.has('parent') && <a className={buttonStyle('quiet')} href="/change-requests">Phone, e-mail and other changes</a>}
        </div>
        <ThemeChoice chosen={(await chosenTheme()) ?? 'system'} />
        <SessionList
          sessions={sessions.map((one) => ({ id: one.id, device: one.device, since: say(one.createdAt), seen: say(one.lastSeenAt), isThis: one.id === actor.sessionId }))}
        />
      </div>
    </>
  );
}
