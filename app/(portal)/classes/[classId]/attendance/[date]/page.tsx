import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { DayLinks } from '@/components/attendance/day-links';
import { PlainRegister } from '@/components/attendance/plain-register';
import { RegisterForm } from '@/components/attendance/register-form';
import { WhoChanged } from '@/components/history/who-changed';
import { Live } from '@/components/live/live-provider';
import { PageHeader } from '@/components/shared/page-header';
import { EmptyState } from '@/components/shared/empty-state';
import { newOperationId } from '@/components/shared/operation-id';
import { PrintButton } from '@/components/shared/print-button';
import * as may from '@/lib/attendance/policy';
import { getRegister } from '@/lib/attendance/queries';
import { lockedBecause } from '@/lib/attendance/rules';
import { day } from '@/lib/attendance/schema';
import { can } from '@/lib/platform/authz';
import { sayDay, schoolTime } from '@/lib/platform/dates';
import { isOffice } from '@/lib/platform/actor';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { getSchool, today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Register' };

const path = z.object({ classId: z.uuid(), date: day });

const query = z.object({ plain: z.string().optional().catch(undefined) });

export default async function RegisterPage({ params, searchParams }: PageProps<'/classes/[classId]/attendance/[date]'>) {
  const { classId, date } = await pathParams(path, params);
  const { plain } = query.parse(await searchParams);
  const actor = await requireActor();
  const [register, school, now] = await Promise.all([orNotFound(getRegister(actor, { classId, day: date })), getSchool(), today()]);
  const locked = lockedBecause(register, { today: now, weekDays: school.weekDays, isOffice: isOffice(actor) });
  const taken = register.takenAt && {
    at: schoolTime(register.takenAt, school.timeZone), by: register.takenBy ?? 'the school', isMine: register.takenById === actor.id,
  };
  const canRecord = can(actor, may.record, register);
  const common = { classId, day: date, version: register.version, lines: register.lines, taken, needsReason: date !== now };
  return (
    <>
      <Live topics={[`registers:class:${classId}`]} />
      <PageHeader
        title={register.className} back={{ href: `/classes/${classId}` as Route, label: 'Class' }} act={<PrintButton label="Print" />}
        facts={<DayLinks day={date} today={now} weekDays={school.weekDays} href={(one) => `/classes/${classId}/attendance/${one}`} label={sayDay(date)} />}
      />
      {locked && <p className="mb-3 rounded-control border border-line bg-surface p-3">{locked}</p>}
      {register.lines.length === 0 ? (
        <EmptyState text="No students were enrolled in this class on that day." />
      ) : plain && canRecord && !locked ? (
        <PlainRegister {...common} operationId={newOperationId()} />
      ) : (
        <RegisterForm {...common} actorId={actor.id} className={register.className} canRecord={canRecord} locked={locked} />
      )}
      <WhoChanged actor={actor} about={classId} area="attendance" />
    </>
  );
}
