import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import * as may from '@/lib/accounts/super-admins/policy';
import { findOpenRequest } from '@/lib/accounts/super-admins/queries';
import { sayWish } from '@/lib/accounts/super-admins/rules';
import { belongsToOffice, type Person } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { clock } from '@/lib/platform/clock';
import { AskSuperAdminForm, SuperAdminRequest } from './super-admin-forms';

type Props = {
  actor: Person;
  account: { id: string; name: string; roles: readonly string[]; status: string; hasSecondFactor: boolean };
  say: (at: Date) => string;
};

/** What takes two super admins: making or relieving one, and the lost phone of somebody of the office. */
export async function SuperAdminCard({ actor, account, say }: Props) {
  if (!can(actor, may.ask, account) || account.roles.includes('student')) return null;
  const request = await findOpenRequest(actor, account.id, clock.now());
  const isOne = account.roles.includes('super-admin');
  const mayChange = isOne || account.status === 'active';
  const mayReset = account.hasSecondFactor && belongsToOffice(account.roles);
  if (!request && !mayChange && !mayReset) return null;
  return (
    <Card className="grid gap-6">
      <h2 className="text-lg font-semibold">By two super admins</h2>
      {request ? (
        <SuperAdminRequest
          id={request.id} change={request.change} mayConfirm={can(actor, may.confirm, request)} operationIds={[newOperationId(), newOperationId()]}
          says={`${request.askedByName} has asked to ${sayWish(request.change, account.name)}. The request waits until ${say(request.expiresAt)}.`}
        />
      ) : (
        <>
          {mayReset && <AskSuperAdminForm userId={account.id} change="reset-factor" operationId={newOperationId()} />}
          {mayChange && <AskSuperAdminForm userId={account.id} change={isOne ? 'revoke' : 'grant'} operationId={newOperationId()} />}
        </>
      )}
    </Card>
  );
}
