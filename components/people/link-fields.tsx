'use client';

import { ChoiceField } from '@/components/shared/choice-field';
import { relationships } from '@/lib/people/choices/rules';

type Props = { id: string; relationship?: string; priority?: string; mayPickUp?: boolean; errors?: Record<string, string> };

const order = [['1', 'First'], ['2', 'Second'], ['3', 'Third'], ['4', 'Fourth']] as const;

/** How a guardian belongs to a child. `id` keeps the labels of several such forms on one page apart. */
export function LinkFields({ id, relationship, priority = '1', mayPickUp = false, errors }: Props) {
  return (
    <>
      <RelationshipField id={id} value={relationship} error={errors?.relationship} />
      <ChoiceField id={`${id}-priority`} name="priority" label="Is called" value={priority} error={errors?.priority}>
        {order.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </ChoiceField>
      <label className="flex min-h-11 items-center gap-3">
        <input type="checkbox" name="mayPickUp" className="size-6" defaultChecked={mayPickUp} /> May pick the child up
      </label>
    </>
  );
}

export function RelationshipField({ id, value, error }: { id: string; value?: string; error?: string }) {
  return (
    <ChoiceField id={`${id}-relationship`} name="relationship" label="Relationship" value={value} error={error}>
      <option value="">Choose…</option>
      {relationships.map((one) => <option key={one} value={one}>{one[0]?.toUpperCase()}{one.slice(1)}</option>)}
    </ChoiceField>
  );
}
