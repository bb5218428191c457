import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { changeTerm, changeTermState } from '@/lib/calendar/actions';
import { nextStates, type TermState } from '@/lib/calendar/rules';
import { sayDay } from '@/lib/platform/dates';
import { stateWords, stepWords } from './term-words';

type Term = { id: string; name: string; startsOn: string; endsOn: string; state: TermState };

const summary = 'inline-flex min-h-11 cursor-pointer items-center text-accent underline';

/** One term: its dates and where it stands, with the forms to change both folded away. */
export function TermRow({ term }: { term: Term }) {
  const steps = nextStates(term.state).map((to) => [to, stepWords(term.state, to)] as const);
  return (
    <li className="border-b border-line py-2 last:border-0">
      <p><span className="font-semibold">{term.name} term</span> <span className="text-muted">{sayDay(term.startsOn)} – {sayDay(term.endsOn)} · {stateWords[term.state]}</span></p>
      <div data-screen-only className="grid gap-x-6 sm:grid-cols-2">
        {term.state !== 'archived' && (
          <details>
            <summary className={summary}>Change dates<span className="sr-only"> of the {term.name} term</span></summary>
            <FieldsForm
              act={changeTerm} about={{ termId: term.id }} label="Save dates" operationId={newOperationId()}
              groups={[{ fields: [
                { name: 'startsOn', label: 'First day', kind: 'date', value: term.startsOn },
                { name: 'endsOn', label: 'Last day', kind: 'date', value: term.endsOn },
                { name: 'confirmed', label: '', kind: 'question' },
              ] }]}
            />
          </details>
        )}
        <details>
          <summary className={summary}>{steps.length === 1 ? steps[0]?.[1] : 'Open or archive'}<span className="sr-only"> the {term.name} term</span></summary>
          <FieldsForm
            act={changeTermState} about={{ termId: term.id }} label="Confirm" done="Done." operationId={newOperationId()}
            groups={[{ fields: [
              { name: 'state', label: 'What happens', kind: 'choice', value: steps[0]?.[0], options: steps },
              { name: 'confirmPassword', label: 'Your own password', kind: 'password', autoComplete: 'current-password', hint: 'Asked again, because registers and scores are locked and unlocked by this.' },
            ] }]}
          />
        </details>
      </div>
    </li>
  );
}
