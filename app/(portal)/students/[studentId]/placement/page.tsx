import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { WhoChanged } from '@/components/history/who-changed';
import { PlaceForm } from '@/components/people/place-form';
import { PlannedPlacement } from '@/components/people/planned-placement';
import { StayList } from '@/components/people/stay-list';
import { WithdrawStudentForm } from '@/components/people/withdraw-student-form';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { fullName } from '@/lib/people/rules';
import { getChoices } from '@/lib/people/students/newcomers/queries';
import { getStays } from '@/lib/people/students/placements/queries';
import { sayOutcome } from '@/lib/people/students/placements/rules';
import * as may from '@/lib/people/students/policy';
import { can } from '@/lib/platform/authz';
import { sayDay, typedDay } from '@/lib/platform/dates';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Class of a student' };

export default async function PlacementPage({ params }: PageProps<'/students/[studentId]/placement'>) {
  const { studentId } = await pathParams(z.object({ studentId: z.uuid() }), params);
  const actor = await requireActor();
  const { student, planned, stays } = await orNotFound(getStays(actor, { studentId }));
  if (!can(actor, may.place, { studentId, classId: student.classId })) notFound();
  const [choices, day] = await Promise.all([getChoices(actor), today()]);
  const form = { studentId, ...choices, from: typedDay(day) };
  const lines = stays.map((stay) => ({ ...stay, from: sayDay(stay.startsOn), to: stay.endsOn && sayDay(stay.endsOn), outcome: sayOutcome(stay) }));
  return (
    <>
      <PageHeader
        title={fullName(student)} facts={`${student.admissionNumber} · ${student.className ?? 'not in a class now'}`}
        back={{ href: `/students/${studentId}` as Route, label: student.firstName }}
      />
      <div className="grid gap-4">
        {planned ? <PlannedPlacement planned={planned} /> : (
          <Card data-screen-only className="grid gap-3">
            <h2 className="text-lg font-semibold">{student.classId ? 'Move to another class' : 'Re-admit to the school'}</h2>
            <PlaceForm key={student.classId ?? ''} act={student.classId ? 'move' : 'readmit'} {...form} />
          </Card>
        )}
        <StayList stays={lines} />
        {student.classId && (
          <Card data-screen-only className="grid gap-3">
            <h2 className="text-lg font-semibold">Leaves the school</h2>
            {planned && <p>What is planned above is then cancelled.</p>}
            <WithdrawStudentForm studentId={studentId} today={typedDay(day)} />
          </Card>
        )}
        <WhoChanged actor={actor} about={studentId} />
      </div>
    </>
  );
}
