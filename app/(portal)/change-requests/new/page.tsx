import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { RequestForm } from '@/components/change-requests/request-form';
import { PageHeader } from '@/components/shared/page-header';
import { getChangeable, listOpenFields } from '@/lib/people/change-requests/forms/queries';
import * as may from '@/lib/people/change-requests/policy';
import { formFields } from '@/lib/people/change-requests/rules';
import { openMedical } from '@/lib/people/students/actions';
import { can } from '@/lib/platform/authz';
import { look } from '@/lib/platform/request/look';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Ask for a change' };

const query = z.object({ about: z.union([z.literal('me'), z.uuid()]).catch('me').default('me') });

export default async function RequestChangePage({ searchParams }: PageProps<'/change-requests/new'>) {
  const { about } = query.parse(await searchParams);
  const actor = await requireActor();
  const record = await orNotFound(getChangeable(actor, { about }));
  if (!can(actor, may.request, record)) notFound();
  const [waiting, medical] = await Promise.all([
    listOpenFields(actor, record), record.studentId ? look(openMedical.definition, { studentId: record.studentId }) : {},
  ]);
  return (
    <>
      <PageHeader
        title={record.studentId ? `Ask for a change: ${record.name}` : 'Ask for a change'}
        facts="Write what is right. The school looks at it and changes its record."
        back={record.studentId ? { href: `/students/${record.studentId}` as Route, label: record.name } : { href: '/change-requests', label: 'Change requests' }}
      />
      <RequestForm about={about} fields={formFields(record.studentId !== null)} values={{ ...record.current, ...medical }} waiting={waiting} />
    </>
  );
}
