import type { Metadata } from 'next';
import { SessionCard } from '@/components/calendar/session-card';
import { sessionFields } from '@/components/calendar/session-fields';
import { EmptyState } from '@/components/shared/empty-state';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { createSession } from '@/lib/calendar/actions';
import { firstYearToPlan, nigerianSession } from '@/lib/calendar/nigeria/rules';
import * as may from '@/lib/calendar/policy';
import { listSessions } from '@/lib/calendar/queries';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Sessions and terms' };

export default async function CalendarPage() {
  await requirePermission(may.manage);
  const [sessions, day] = await Promise.all([listSessions(), today()]);
  const newest = sessions[0];
  const next = newest ? Number(newest.name.slice(5)) : firstYearToPlan(day);
  return (
    <>
      <PageHeader title="Sessions and terms" facts="One term is open at a time. Its days, less holidays, are the school days." back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid grid-cols-1 gap-4">
        {sessions.length === 0 && <EmptyState text="No session yet. The form below is filled in with the usual dates; change them and save." />}
        {sessions.map((session) => <SessionCard key={session.id} session={session} />)}
        <Card>
          <details open={sessions.length === 0}>
            <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline">New session {next}/{next + 1}</summary>
            <FieldsForm act={createSession} groups={sessionFields(nigerianSession(next))} label="Create the session" done="The session is there. Its classes come next, under Classes." operationId={newOperationId()} />
          </details>
        </Card>
      </div>
    </>
  );
}
