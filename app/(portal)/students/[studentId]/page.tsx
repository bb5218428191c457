import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { GuardianList } from '@/components/people/guardian-list';
import { ChildSwitcher } from '@/components/people/child-switcher';
import { Facts } from '@/components/shared/facts';
import { PageHeader } from '@/components/shared/page-header';
import { buttonStyle } from '@/components/ui/button';
import { holdsGrant } from '@/lib/accounts/grants/queries';
import { ageOn, fullName } from '@/lib/people/rules';
import { announcePlan } from '@/lib/people/students/placements/rules';
import { getStudentPage, listMyChildren } from '@/lib/people/students/queries';
import { isOffice } from '@/lib/platform/actor';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { can } from '@/lib/platform/authz';
import { sayDay } from '@/lib/platform/dates';
import { sayPhone } from '@/lib/platform/phone';
import * as may from '@/lib/people/students/policy';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Student' };

const link = 'inline-flex min-h-11 items-center text-accent underline';

export default async function StudentPage({ params }: PageProps<'/students/[studentId]'>) {
  const { studentId } = await pathParams(z.object({ studentId: z.uuid() }), params);
  const actor = await requireActor();
  const [student, children, day, isHolder] = await Promise.all([
    orNotFound(getStudentPage(actor, studentId)), listMyChildren(actor), today(), isOffice(actor) && holdsGrant(actor, 'safeguarding'),
  ]);
  const { record } = student;
  return (
    <>
      {children.length > 1 && <ChildSwitcher items={children} current={studentId} />}
      <PageHeader
        title={fullName(student)} facts={`${student.admissionNumber} · ${student.className ?? 'not in a class now'}`}
        back={actor.guardianOf.has(studentId) || actor.studentId === studentId ? { href: '/today', label: 'Today' } : { href: '/students', label: 'Students' }}
        act={
          <div className="flex flex-wrap gap-2">
            <Link prefetch={false} className={buttonStyle('primary')} href={`/students/${studentId}/attendance` as Route}>Attendance</Link>
            {can(actor, may.edit, { studentId, classId: student.classId }) && <Link prefetch={false} className={buttonStyle()} href={`/students/${studentId}/edit` as Route}>Change the record</Link>}
          </div>
        }
      />
      <div className="grid gap-4">
        <Facts
          title="School"
          facts={[
            ['Class', student.className], ['Level', student.levelName], ['Department', student.departmentName],
            ['In this class since', student.startsOn && sayDay(student.startsOn)], ['Planned', student.planned && announcePlan(student.planned)],
          ]}
        />
        {record && (
          <Facts
            title="Person"
            facts={[
              ['Date of birth', record.dateOfBirth && `${sayDay(record.dateOfBirth)} (${ageOn(record.dateOfBirth, day)} years)`],
              ['Gender', student.gender === 'female' ? 'Female' : 'Male'],
              ['State of origin', record.stateOfOrigin], ['LGA', record.lga], ['Address', record.address], ['Previous school', record.previousSchool],
              ['House', record.house],
              ['Emergency contact', [record.emergencyName, record.emergencyPhone && sayPhone(record.emergencyPhone)].filter(Boolean).join(' · ')],
            ]}
          />
        )}
        {student.hasAllergies && <p className="rounded-control border border-warn p-3">An allergy is noted. The class teacher and the office know which.</p>}
        {record && <GuardianList guardians={record.guardians} addFor={isOffice(actor) ? studentId : null} />}
        <div data-screen-only className="flex flex-wrap gap-x-6">
          {record && <a href={`/students/${studentId}/medical`} className={link}>Medical notes</a>}
          {can(actor, may.place, { studentId, classId: student.classId }) && <a href={`/students/${studentId}/placement`} className={link}>{student.classId ? 'Move to another class, or leave' : 'Re-admit'}</a>}
          {actor.guardianOf.has(studentId) && <a href={`/change-requests/new?about=${studentId}`} className={link}>Ask the school to change something</a>}
          {isHolder && <a href={`/students/${studentId}/safeguarding`} className={link}>Custody and safeguarding</a>}
          {isOffice(actor) && <a href={`/accounts/${student.userId}`} className={link}>Account of this student</a>}
        </div>
      </div>
    </>
  );
}
