import type { Metadata } from 'next';
import { DecideForms } from '@/components/change-requests/decide-forms';
import { Change } from '@/components/change-requests/request-list';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { openRequest } from '@/lib/people/change-requests/actions';
import * as may from '@/lib/people/change-requests/policy';
import { isMissingChild, sayField } from '@/lib/people/change-requests/rules';
import { requestPath } from '@/lib/people/change-requests/schema';
import { can } from '@/lib/platform/authz';
import { look } from '@/lib/platform/request/look';
import { pathParams } from '@/lib/platform/request/params';
import { requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Change request' };

export default async function ChangeRequestPage({ params }: PageProps<'/change-requests/[requestId]'>) {
  const { requestId } = await pathParams(requestPath, params);
  const actor = await requireActor();
  const request = await look(openRequest.definition, { requestId });
  const isOpen = request.state === 'open';
  const mayDecide = isOpen && can(actor, may.decide, request);
  const isForChild = isMissingChild(request.field);
  return (
    <>
      <PageHeader title={`${sayField(request.field)}${request.child ? ` of ${request.child}` : ''}`} facts={`Asked for by ${request.asker}`} back={{ href: '/change-requests', label: 'Change requests' }} />
      <div className="grid gap-4">
        <Card>
          <Change before={isForChild ? null : isOpen ? request.now : request.before} after={request.after} />
          {isOpen && request.now !== request.before && <p className="text-warn">When it was asked for, the record said: {request.before || 'nothing'}.</p>}
          {!isOpen && <p>This request was {request.state}{request.reason && `: ${request.reason}`}.</p>}
        </Card>
        {mayDecide && request.guardianId && (
          <p>Look who this is, then <a className="text-accent underline" href={`/guardians/${request.guardianId}`}>link the child on {request.asker}’s page</a> and verify the link. Come back to answer the family.</p>
        )}
        {mayDecide && (
          <DecideForms requestId={requestId} now={request.now} approveLabel={isForChild ? 'The child is linked: tell the family' : 'Approve: put it into the record'} />
        )}
      </div>
    </>
  );
}
