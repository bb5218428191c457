import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { AccountAct } from '@/components/accounts/account-act';
import { DisableForm } from '@/components/accounts/disable-form';
import { EndSessionsForm } from '@/components/accounts/end-sessions-form';
import { InvitationForms } from '@/components/accounts/invitation-forms';
import { IssuePasswordForm } from '@/components/accounts/issue-password-form';
import { ResetFactorForm } from '@/components/accounts/reset-factor-form';
import { roleWords } from '@/components/accounts/role-words';
import { RolesForm } from '@/components/accounts/roles-form';
import { SuperAdminCard } from '@/components/accounts/super-admin-card';
import { SafeguardingForm } from '@/components/accounts/safeguarding-form';
import { SuspendButton } from '@/components/accounts/suspend-button';
import { WhoChanged } from '@/components/history/who-changed';
import { Facts } from '@/components/shared/facts';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import * as may from '@/lib/accounts/policy';
import { getAccountPage } from '@/lib/accounts/queries';
import { invitationProblem } from '@/lib/accounts/invitations/rules';
import { assignableRoles } from '@/lib/accounts/roles/rules';
import { sayDevice } from '@/lib/accounts/rules';
import { wrongPasswords } from '@/lib/accounts/throttle';
import { belongsToOffice } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { env } from '@/lib/platform/env';
import { mailIsSetUp } from '@/lib/platform/mail/send';
import { sayPhone } from '@/lib/platform/phone';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Account of a person' };

export default async function AccountOfPage({ params }: PageProps<'/accounts/[userId]'>) {
  const { userId } = await pathParams(z.object({ userId: z.uuid() }), params);
  const actor = await requireActor();
  const [account, school] = await Promise.all([orNotFound(getAccountPage(actor, userId)), getSchool()]);
  const say = (at: Date) => `${sayDay(schoolDay(at, school.timeZone))}, ${schoolTime(at, school.timeZone)}`;
  const isOver = can(actor, may.issuePassword, account);
  const guesses = await wrongPasswords(account);
  const mayInvite = can(actor, may.invite, account) && invitationProblem({ ...account, mailIsSetUp: mailIsSetUp() }) === null;
  const waits = account.invitedUntil ? 'invited by e-mail' : account.hasFirstPassword ? 'first password not used yet' : account.status;
  return (
    <>
      <PageHeader
        title={account.name} facts={`${account.username} · ${account.roles.map((role) => roleWords[role]).join(', ')} · ${waits}`}
        back={backOf(account)}
      />
      <div className="grid gap-4">
        {isOver && account.status !== 'disabled' && <IssuePasswordForm userId={userId} address={env().APP_URL} schoolName={school.name} operationId={newOperationId()} />}
        <div data-screen-only className="grid gap-4">
          <Facts
            title="Account"
            facts={[
              ['Username', account.username], ['Phone', account.phone && sayPhone(account.phone)], ['E-mail', account.email],
              ['Status', account.status], ['Second sign-in step', account.hasSecondFactor ? 'on' : 'none'], ['Since', say(account.createdAt)],
            ]}
          />
          {can(actor, may.restore, account) && account.status === 'disabled' && <AccountAct kind="restore" userId={userId} name={account.name} operationId={newOperationId()} />}
          {can(actor, may.suspend, account) && account.status !== 'disabled' && (
            <div><SuspendButton userId={userId} name={account.name} isSuspended={account.status === 'suspended'} operationId={newOperationId()} /></div>
          )}
          {mayInvite && account.email && (
            <Card>
              <InvitationForms
                userId={userId} email={account.email} openUntil={account.invitedUntil && say(account.invitedUntil)}
                operationIds={[newOperationId(), newOperationId()]}
              />
            </Card>
          )}
          {isOver && !account.roles.includes('student') && (
            <Card><RolesForm userId={userId} roles={account.roles} assignable={assignableRoles(actor.roles)} operationId={newOperationId()} /></Card>
          )}
          {account.hasSecondFactor && can(actor, may.resetSecondFactor, account) && (
            <Card><ResetFactorForm userId={userId} operationId={newOperationId()} /></Card>
          )}
          {can(actor, may.changeSafeguarding, account) && belongsToOffice(account.roles) && (
            <Card><SafeguardingForm userId={userId} holds={account.holdsSafeguarding} operationId={newOperationId()} /></Card>
          )}
          <Card className="grid gap-3">
            <h2 className="text-lg font-semibold">Where this person is signed in</h2>
            {account.devices.length === 0 && <p className="text-muted">Nowhere at the moment.</p>}
            <ul className="grid gap-1">
              {account.devices.map((one) => <li key={one.id}>{sayDevice(one.device)} <span className="text-muted">· since {say(one.createdAt)} · last seen {say(one.lastSeenAt)}</span></li>)}
            </ul>
            {isOver && account.devices.length > 0 && <EndSessionsForm userId={userId} operationId={newOperationId()} />}
          </Card>
          {guesses > 0 && can(actor, may.unlock, account) && (
            <Card className="grid gap-3">
              <p>{guesses} wrong {guesses === 1 ? 'password' : 'passwords'} in the last 15 minutes. Whoever keeps guessing waits longer and longer.</p>
              <AccountAct kind="unlock" userId={userId} name={account.name} operationId={newOperationId()} />
            </Card>
          )}
          {can(actor, may.disable, account) && account.status !== 'disabled' && <Card><DisableForm userId={userId} operationId={newOperationId()} /></Card>}
          <SuperAdminCard actor={actor} account={account} say={say} />
          <WhoChanged actor={actor} about={userId} />
        </div>
      </div>
    </>
  );
}

/** To whom this account belongs: the way back leads to the person. */
function backOf({ studentId, guardianId, isStaff }: { studentId: string | null; guardianId: string | null; isStaff: boolean }): { href: Route; label: string } {
  if (studentId) return { href: `/students/${studentId}` as Route, label: 'Student' };
  if (guardianId && !isStaff) return { href: `/guardians/${guardianId}` as Route, label: 'Guardian' };
  return { href: '/staff', label: 'Staff' };
}
