import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { ClassTeacherCard } from '@/components/classes/class-teacher-card';
import { EarlierTeachers } from '@/components/classes/earlier-teachers';
import { SubjectTeachers } from '@/components/classes/subject-teachers';
import { WhoChanged } from '@/components/history/who-changed';
import { PageHeader } from '@/components/shared/page-header';
import { TermPicker } from '@/components/shared/term-picker';
import { termToShow } from '@/lib/calendar/rules';
import * as may from '@/lib/classes/policy';
import { getTeaching, listTeachers } from '@/lib/classes/teaching/queries';
import { sayDay, schoolDay } from '@/lib/platform/dates';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool, today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Teachers of a class' };

const query = z.object({ term: z.uuid().optional().catch(undefined) });

export default async function ClassTeachersPage({ params, searchParams }: PageProps<'/classes/[classId]/teachers'>) {
  const actor = await requirePermission(may.assignTeachers);
  const { classId } = await pathParams(z.object({ classId: z.uuid() }), params);
  const [one, teachers, { timeZone }, day] = await Promise.all([orNotFound(getTeaching(actor, classId)), listTeachers(), getSchool(), today()]);
  const { term: asked } = query.parse(await searchParams);
  const term = termToShow(one.terms.toReversed(), { asked, day });
  const say = (at: string) => sayDay(schoolDay(new Date(at), timeZone));
  const earlier = one.earlier.map((line) => ({ ...line, from: say(line.from), until: say(line.until) }));
  return (
    <>
      <PageHeader title={`Teachers of ${one.name}`} back={{ href: `/classes/${classId}` as Route, label: one.name }} />
      <div className="grid grid-cols-1 gap-4">
        <ClassTeacherCard classId={classId} leader={one.leader} teachers={teachers} />
        {one.terms.length > 1 && term && <TermPicker terms={one.terms.map((each) => ({ ...each, sessionName: '' }))} current={term.id} />}
        {term && <SubjectTeachers classId={classId} term={term} terms={one.terms} assignments={one.assignments} subjects={one.subjects} teachers={teachers} />}
        <EarlierTeachers rows={earlier} />
        <WhoChanged actor={actor} about={classId} area="classes" />
      </div>
    </>
  );
}
