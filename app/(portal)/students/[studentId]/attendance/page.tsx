import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AttendanceCalendar } from '@/components/attendance/attendance-calendar';
import { AttendanceFigures } from '@/components/attendance/attendance-figures';
import { WeekChart } from '@/components/attendance/week-chart';
import { Live } from '@/components/live/live-provider';
import { ChildSwitcher } from '@/components/people/child-switcher';
import { PageHeader } from '@/components/shared/page-header';
import { TermPicker } from '@/components/shared/term-picker';
import * as may from '@/lib/attendance/policy';
import { listStudentMarks } from '@/lib/attendance/queries';
import { countMarks } from '@/lib/attendance/marks/rules';
import { weeklyRates } from '@/lib/attendance/rules';
import { listHolidays, listTerms } from '@/lib/calendar/queries';
import { termToShow } from '@/lib/calendar/rules';
import { fullName } from '@/lib/people/rules';
import { getStudent, listMyChildren } from '@/lib/people/students/queries';
import { can } from '@/lib/platform/authz';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { getSchool, today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Attendance' };

const query = z.object({ term: z.uuid().optional().catch(undefined) });

export default async function StudentAttendancePage({ params, searchParams }: PageProps<'/students/[studentId]/attendance'>) {
  const { studentId } = await pathParams(z.object({ studentId: z.uuid() }), params);
  const actor = await requireActor();
  const [student, terms, children, school, day, asked] = await Promise.all([
    orNotFound(getStudent(actor, studentId)), listTerms(), listMyChildren(actor), getSchool(), today(), searchParams,
  ]);
  if (!can(actor, may.viewStudent, { studentId, classId: student.classId })) notFound();
  const term = termToShow(terms, { asked: query.parse(asked).term, day });
  const [marks, holidays] = term
    ? await Promise.all([listStudentMarks(actor, { studentId, first: term.startsOn, last: term.endsOn }), listHolidays(term.startsOn, term.endsOn)])
    : [[], []];
  return (
    <>
      <Live topics={[`registers:student:${studentId}`]} />
      {children.length > 1 && <ChildSwitcher items={children} current={studentId} page="/attendance" />}
      <PageHeader title={`Attendance of ${fullName(student)}`} facts={student.className} back={{ href: `/students/${studentId}` as Route, label: student.firstName }} />
      {term === null ? <p>The school has no terms yet.</p> : (
        <div className="grid gap-6">
          <TermPicker terms={terms} current={term.id} />
          <AttendanceFigures counts={countMarks(marks)} latest={marks[0]} timeZone={school.timeZone} today={day} />
          <WeekChart weeks={weeklyRates(marks)} />
          <AttendanceCalendar weekDays={school.weekDays} marks={marks} term={term} holidays={holidays} today={day} />
        </div>
      )}
    </>
  );
}
