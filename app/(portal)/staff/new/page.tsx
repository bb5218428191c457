import type { Metadata } from 'next';
import { AddStaffForm } from '@/components/people/add-staff-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/people/staff/policy';
import { can } from '@/lib/platform/authz';
import { env } from '@/lib/platform/env';
import { mailIsSetUp } from '@/lib/platform/mail/send';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Add a person' };

export default async function AddStaffPage() {
  const actor = await requirePermission(may.list);
  const { name } = await getSchool();
  return (
    <>
      <PageHeader title="Add a person to the staff" back={{ href: '/staff', label: 'Staff' }} />
      <AddStaffForm address={env().APP_URL} schoolName={name} operationId={newOperationId()} mayInvite={mailIsSetUp()} mayAddOffice={can(actor, may.add, { role: 'admin' })} />
    </>
  );
}
