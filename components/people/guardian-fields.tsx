'use client';

import { AskBox } from '@/components/shared/ask-box';
import { ChoiceField } from '@/components/shared/choice-field';
import { Field } from '@/components/shared/field';
import { relationships } from '@/lib/people/choices/rules';

type Props = { place: 1 | 2; typed: Record<string, string>; errors: Record<string, string>; doubt?: string };

/** One guardian in the form of a new student; one whom the school knows is asked about by name. */
export function GuardianFields({ place, typed, errors, doubt }: Props) {
  const text = (part: string) => {
    const name = `guardian${place}_${part}`;
    return { name, defaultValue: typed[name], error: errors[name], autoComplete: 'off' };
  };
  const box = `guardian${place}_is`;
  const relationship = `guardian${place}_relationship`;
  return (
    <fieldset className="grid gap-4 rounded-card border border-line p-4">
      <legend className="px-1 text-lg font-semibold">{place === 1 ? 'Guardian' : 'Second guardian'}<span className="font-normal text-muted"> (may be left empty)</span></legend>
      <ChoiceField name={relationship} label="Relationship" value={typed[relationship]} error={errors[relationship]}>
        <option value="">Choose…</option>
        {relationships.map((one) => <option key={one} value={one}>{one[0]?.toUpperCase()}{one.slice(1)}</option>)}
      </ChoiceField>
      <Field {...text('surname')} label="Surname" maxLength={80} />
      <Field {...text('first_name')} label="First name" maxLength={80} />
      <Field {...text('phone')} label="Phone" type="tel" inputMode="tel" hint={place === 1 ? '0803 123 4567. A guardian whom the school has already is found by it.' : undefined} />
      <Field {...text('email')} label="E-mail" type="email" inputMode="email" />
      <Field {...text('occupation')} label="Occupation" maxLength={100} />
      <AskBox name={box} value={doubt} text={errors[box]} given={typed[box]} />
    </fieldset>
  );
}
