import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { sayCount } from '@/components/shared/words';
import { Card } from '@/components/ui/card';
import { addHolidays } from '@/lib/calendar/actions';
import type { SessionOnPage } from '@/lib/calendar/queries';
import { sayDay, sayShortDay } from '@/lib/platform/dates';
import { HolidayList } from './holiday-list';
import { TermRow } from './term-row';

/** A session with its terms and the days the school is closed. */
export function SessionCard({ session }: { session: SessionOnPage }) {
  const rows = session.holidays.map(({ days, ...one }) => ({
    ...one, operationId: newOperationId(),
    says: one.from === one.to ? sayDay(one.from) : `${sayShortDay(one.from)} – ${sayDay(one.to)}, ${sayCount(days, 'day')}`,
  }));
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">Session {session.name}</h2>
      <ul>{session.terms.map((term) => <TermRow key={term.id} term={term} />)}</ul>
      <h3 className="font-semibold">Holidays</h3>
      <HolidayList rows={rows} undoId={newOperationId()} />
      <details data-screen-only>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline">Add a holiday<span className="sr-only"> in {session.name}</span></summary>
        <FieldsForm
          act={addHolidays} label="Add" done="Added." operationId={newOperationId()}
          groups={[{ fields: [
            { name: 'name', label: 'Name', maxLength: 60, hint: 'Mid-term break, Eid-el-Fitr …' },
            { name: 'from', label: 'First day', kind: 'date' },
            { name: 'to', label: 'Last day', kind: 'date', hint: 'Empty for a single day.' },
            { name: 'confirmed', label: '', kind: 'question' },
          ] }]}
        />
      </details>
    </Card>
  );
}
