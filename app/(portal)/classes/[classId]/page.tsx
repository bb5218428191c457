import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { StudentTable } from '@/components/people/student-table';
import { SlipsForm } from '@/components/accounts/slips-form';
import { EmptyState } from '@/components/shared/empty-state';
import { newOperationId } from '@/components/shared/operation-id';
import { sayCount } from '@/components/shared/words';
import { PageHeader } from '@/components/shared/page-header';
import { buttonStyle } from '@/components/ui/button';
import { print as printSlips } from '@/lib/accounts/slips/policy';
import * as may from '@/lib/classes/policy';
import { getClassPage } from '@/lib/classes/queries';
import { add as addStudent } from '@/lib/people/students/policy';
import { can } from '@/lib/platform/authz';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Class' };

const link = 'inline-flex min-h-11 items-center text-accent underline';

export default async function ClassPage({ params }: PageProps<'/classes/[classId]'>) {
  const { classId } = await pathParams(z.object({ classId: z.uuid() }), params);
  const actor = await requireActor();
  const [one, day] = await Promise.all([orNotFound(getClassPage(actor, classId)), today()]);
  return (
    <>
      <PageHeader
        title={one.name} back={{ href: '/classes', label: 'Classes' }}
        facts={`${sayCount(one.students.length, 'student')} · ${one.teacher ?? 'no class teacher'}`}
        act={
          <div className="flex flex-wrap gap-2">
            <Link prefetch={false} className={buttonStyle('primary')} href={`/classes/${classId}/attendance/${day}` as Route}>Take register</Link>
            <Link prefetch={false} className={buttonStyle()} href={`/classes/${classId}/attendance` as Route}>Attendance summary</Link>
            {can(actor, may.assignTeachers, undefined) && <Link prefetch={false} className={buttonStyle()} href={`/classes/${classId}/teachers` as Route}>Teachers</Link>}
          </div>
        }
      />
      <div data-screen-only className="mb-3 flex flex-wrap gap-x-6">
        <a className={link} href={`/classes/${classId}/print/list`}>Class list for paper</a>
        {can(actor, may.printCards, undefined) && <a className={link} href={`/classes/${classId}/print/cards`}>ID cards</a>}
        {can(actor, addStudent, undefined) && <a className={link} href={`/students/new?class=${classId}`}>Add a student</a>}
      </div>
      {one.students.length > 0 && can(actor, printSlips, undefined) && (
        <details data-screen-only className="mb-3">
          <summary className={link}>Sign-in slips</summary>
          <SlipsForm name="classId" value={classId} operationId={newOperationId()} />
        </details>
      )}
      {one.students.length === 0 ? <EmptyState text="No students are enrolled in this class." /> : <StudentTable rows={one.students} />}
    </>
  );
}
