import type { Metadata } from 'next';
import { ActForm } from '@/components/shared/act-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { FindingList } from '@/components/trust/finding-list';
import { LookAgain } from '@/components/trust/look-again';
import { clock } from '@/lib/platform/clock';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';
import { verifyHistory } from '@/lib/trust/actions';
import * as may from '@/lib/trust/policy';
import { listFindings } from '@/lib/trust/queries';

export const metadata: Metadata = { title: 'Trust' };

export default async function TrustPage() {
  const actor = await requirePermission(may.look);
  const [{ findings, isVerifying }, { timeZone }] = await Promise.all([listFindings(actor), getSchool()]);
  const now = clock.now();
  return (
    <>
      <PageHeader
        title="Trust" facts={`Looked at just now: ${sayDay(schoolDay(now, timeZone))}, ${schoolTime(now, timeZone)}`} back={{ href: '/settings', label: 'Settings' }}
        act={<ActForm act={verifyHistory} about={{}} label="Verify the history now" operationId={newOperationId()} />}
      />
      <FindingList findings={findings} />
      {isVerifying && <LookAgain />}
    </>
  );
}
