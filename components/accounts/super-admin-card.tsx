import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import * as may from '@/lib/accounts/super-admins/policy';
import { findOpenRequest } from '@/lib/accounts/super-admins/queries';
import type { Person } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { clock } from '@/lib/platform/clock';
import { AskSuperAdminForm, SuperAdminRequest } from './super-admin-forms';

type Props = { actor: Person; account: { id: string; name: string; roles: readonly string[]; status: string }; say: (at: Date) => string };

/** Whether a person is, or becomes, a super admin: for other super admins only. */
export async function SuperAdminCard({ actor, account, say }: Props) {
  if (!can(actor, may.ask, account) || account.roles.includes('student')) return null;
  const request = await findOpenRequest(actor, account.id, clock.now());
  const isOne = account.roles.includes('super-admin');
  if (!request && !isOne && account.status !== 'active') return null;
  const wish = request?.change === 'grant' ? `make ${account.name} a super admin` : `relieve ${account.name} as a super admin`;
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">Super admin</h2>
      {request ? (
        <SuperAdminRequest
          id={request.id} says={`${request.askedByName} has asked to ${wish}. The request waits until ${say(request.expiresAt)}.`}
          mayConfirm={can(actor, may.confirm, request)} operationIds={[newOperationId(), newOperationId()]}
        />
      ) : <AskSuperAdminForm userId={account.id} change={isOne ? 'revoke' : 'grant'} operationId={newOperationId()} />}
    </Card>
  );
}
