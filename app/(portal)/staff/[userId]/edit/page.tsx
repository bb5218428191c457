import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { WhoChanged } from '@/components/history/who-changed';
import { EditStaffForm } from '@/components/people/edit-staff-form';
import { PageHeader } from '@/components/shared/page-header';
import { fullName } from '@/lib/people/rules';
import * as may from '@/lib/people/staff/policy';
import { getStaffRecord } from '@/lib/people/staff/records/queries';
import { can } from '@/lib/platform/authz';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Change a member of staff' };

export default async function EditStaffPage({ params }: PageProps<'/staff/[userId]/edit'>) {
  const { userId } = await pathParams(z.object({ userId: z.uuid() }), params);
  const actor = await requireActor();
  const member = await orNotFound(getStaffRecord(actor, { userId }));
  if (!can(actor, may.edit, member)) notFound();
  const { record } = member;
  return (
    <>
      <PageHeader title={fullName({ surname: record.surname, firstName: record.first_name })} facts={member.username} back={{ href: '/staff', label: 'Staff' }} />
      <EditStaffForm userId={userId} values={record} />
      <WhoChanged actor={actor} about={userId} />
    </>
  );
}
