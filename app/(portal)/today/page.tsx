import type { Metadata } from 'next';
import { GuardianToday } from '@/components/today/guardian-today';
import { OfficeToday } from '@/components/today/office-today';
import { TeacherToday } from '@/components/today/teacher-today';
import { PageHeader } from '@/components/shared/page-header';
import { isOffice } from '@/lib/platform/actor';
import { sayDay } from '@/lib/platform/dates';
import { requireActor } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Today' };

/** What matters today, to whoever looks: a person with several roles sees each part. */
export default async function TodayPage() {
  const actor = await requireActor();
  const day = await today();
  const hasChildren = actor.guardianOf.size > 0 || actor.studentId !== null;
  return (
    <>
      <PageHeader title="Today" facts={sayDay(day)} />
      <div className="grid gap-6">
        {isOffice(actor) && <OfficeToday actor={actor} day={day} />}
        {actor.roles.has('teacher') && <TeacherToday actor={actor} day={day} />}
        {(hasChildren || actor.roles.has('parent')) && <GuardianToday actor={actor} day={day} />}
      </div>
    </>
  );
}
