import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { ClassSummary } from '@/components/attendance/class-summary';
import { Live } from '@/components/live/live-provider';
import { EmptyState } from '@/components/shared/empty-state';
import { sayCount } from '@/components/shared/words';
import { PageHeader } from '@/components/shared/page-header';
import { PrintButton } from '@/components/shared/print-button';
import { TermPicker } from '@/components/shared/term-picker';
import { getClassSummary } from '@/lib/attendance/queries';
import { day } from '@/lib/attendance/schema';
import { listTerms } from '@/lib/calendar/queries';
import { summarySpan, termToShow } from '@/lib/calendar/rules';
import { sayDay } from '@/lib/platform/dates';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';
import { today } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Attendance summary' };

const query = z.object({ term: z.uuid().optional().catch(undefined), week: day.optional().catch(undefined) });

export default async function ClassSummaryPage({ params, searchParams }: PageProps<'/classes/[classId]/attendance'>) {
  const { classId } = await pathParams(z.object({ classId: z.uuid() }), params);
  const actor = await requireActor();
  const [terms, now, asked] = await Promise.all([listTerms(), today(), searchParams]);
  const { week, term: termId } = query.parse(asked);
  const term = termToShow(terms, { asked: termId, day: week ?? now });
  if (!term) return <EmptyState text="The school has no terms yet." />;
  const span = summarySpan(term, week);
  const summary = await orNotFound(getClassSummary(actor, { classId, ...span }));
  const tab = 'inline-flex min-h-11 items-center text-accent underline aria-[current=page]:font-semibold aria-[current=page]:no-underline';
  return (
    <>
      <Live topics={[`registers:class:${classId}`]} />
      <PageHeader
        title={`Attendance of ${summary.className}`} back={{ href: `/classes/${classId}` as Route, label: 'Class' }} act={<PrintButton label="Print" />}
        facts={`${sayDay(span.first)} to ${sayDay(span.last)} · register taken ${sayCount(summary.timesOpened, 'time')}`}
      />
      <div className="mb-4 flex flex-wrap items-end gap-4">
        <TermPicker terms={terms} current={term.id} />
        <nav aria-label="Span" data-screen-only className="flex gap-4">
          <a className={tab} aria-current={week ? undefined : 'page'} href={`/classes/${classId}/attendance?term=${term.id}`}>Whole term</a>
          <a className={tab} aria-current={week ? 'page' : undefined} href={`/classes/${classId}/attendance?week=${week ?? now}`}>One week</a>
        </nav>
      </div>
      {summary.lines.length === 0 ? <EmptyState text="No register was taken in this time." /> : <ClassSummary lines={summary.lines} />}
    </>
  );
}
