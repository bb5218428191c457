import type { Metadata } from 'next';
import { sessionFields } from '@/components/calendar/session-fields';
import { requireStep } from '@/components/setup/require-step';
import { StepHeader } from '@/components/setup/step-header';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { firstYearToPlan, nigerianSession, termAround } from '@/lib/calendar/nigeria/rules';
import { today } from '@/lib/school/queries';
import { createCalendar } from '@/lib/setup/actions';

export const metadata: Metadata = { title: 'Set up: session and terms' };

export default async function SetupCalendarPage() {
  await requireStep('calendar');
  const day = await today();
  const session = nigerianSession(firstYearToPlan(day));
  return (
    <>
      <StepHeader step="calendar" />
      <p>These are the usual dates. Change what is different in your school; all of it can be changed later too.</p>
      <FieldsForm
        act={createCalendar} label="Save and go on" operationId={newOperationId()}
        groups={[...sessionFields(session), { fields: [{
          name: 'termNow', label: 'The school is in', kind: 'choice', value: String(termAround(day, session) + 1),
          options: [['1', 'the First term'], ['2', 'the Second term'], ['3', 'the Third term']], hint: 'This term is opened.',
        }] }]}
      />
    </>
  );
}
