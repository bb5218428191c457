import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { EditGuardianForm } from '@/components/people/edit-guardian-form';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/people/guardians/policy';
import { getGuardian } from '@/lib/people/guardians/queries';
import { recordOf } from '@/lib/people/guardians/records/rules';
import { fullName } from '@/lib/people/rules';
import { can } from '@/lib/platform/authz';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Change a guardian' };

export default async function EditGuardianPage({ params }: PageProps<'/guardians/[guardianId]/edit'>) {
  const { guardianId } = await pathParams(z.object({ guardianId: z.uuid() }), params);
  const actor = await requireActor();
  const guardian = await orNotFound(getGuardian(actor, { guardianId }));
  if (!can(actor, may.edit, guardian)) notFound();
  return (
    <>
      <PageHeader title={fullName(guardian)} facts={guardian.username} back={{ href: `/guardians/${guardianId}` as Route, label: guardian.firstName }} />
      <EditGuardianForm guardianId={guardianId} values={recordOf(guardian)} />
    </>
  );
}
