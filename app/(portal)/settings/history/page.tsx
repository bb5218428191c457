import type { Metadata } from 'next';
import { HistoryTable } from '@/components/history/history-table';
import { ChoiceFilter } from '@/components/shared/choice-filter';
import { DayField } from '@/components/shared/day-field';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { SearchForm } from '@/components/shared/search-form';
import { Button, buttonStyle } from '@/components/ui/button';
import * as may from '@/lib/history/policy';
import { listHistory } from '@/lib/history/queries';
import { areas, HISTORY_PAGE, historySearch } from '@/lib/history/schema';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'History' };

export default async function HistoryPage({ searchParams }: PageProps<'/settings/history'>) {
  const actor = await requirePermission(may.read);
  const search = historySearch.parse(await searchParams);
  const [lines, { timeZone }] = await Promise.all([listHistory(actor, search), getSchool()]);
  const filters = Object.entries(search).flatMap(([name, value]): [string, string][] => (value ? [[name, String(value)]] : []));
  const last = lines.at(-1);
  const older = last && lines.length === HISTORY_PAGE
    ? `/settings/history?${new URLSearchParams([...filters.filter(([name]) => name !== 'before'), ['before', String(last.id)]])}`
    : null;
  const rows = lines.map(({ at, ...line }) => ({ ...line, day: sayDay(schoolDay(at, timeZone)), time: schoolTime(at, timeZone) }));
  return (
    <>
      <PageHeader
        title="History" facts="Who did what, and when. Nobody can change it." back={{ href: '/settings', label: 'Settings' }}
        act={
          <form method="post" action="/api/history">
            {filters.filter(([name]) => name !== 'before').map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
            <Button type="submit">Export as CSV</Button>
          </form>
        }
      />
      <SearchForm q={search.who} name="who" label="Who (name or username)">
        <ChoiceFilter label="What" name="area" value={search.area ?? ''} options={[['', 'Everything'], ...Object.entries(areas)]} />
        <DayField label="From" name="from" value={search.from} />
        <DayField label="To" name="to" value={search.to} />
        {search.about && <input type="hidden" name="about" value={search.about} />}
      </SearchForm>
      {search.about && <p className="mb-3">Only what happened to one record. <a href="/settings/history" className="text-accent underline">Show everything</a></p>}
      {rows.length === 0 ? (
        <EmptyState text="Nothing is written down that matches." act={<a href="/settings/history" className="text-accent underline">Show everything</a>} />
      ) : (
        <HistoryTable rows={rows} />
      )}
      {older && <p className="mt-4"><a rel="next" className={buttonStyle()} href={older}>Older ▶</a></p>}
    </>
  );
}
