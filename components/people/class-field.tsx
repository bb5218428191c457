'use client';

import { ChoiceField } from '@/components/shared/choice-field';
import type { ClassChoice } from '@/lib/people/students/newcomers/queries';

type Props = { name: string; label?: string; classes: ClassChoice[]; value?: string; error?: string; onChoose?: (value: string) => void };

/** A class by its level, with how full it is. */
export function ClassField({ name, label = 'Class', classes, value, error, onChoose }: Props) {
  const levels = [...new Set(classes.map((one) => one.levelName))];
  return (
    <ChoiceField name={name} label={label} value={value} error={error} onChoose={onChoose}>
      <option value="">Choose…</option>
      {levels.map((level) => (
        <optgroup key={level} label={level}>
          {classes.filter((one) => one.levelName === level).map((one) => <option key={one.id} value={one.id}>{one.name} ({one.taken} of {one.capacity})</option>)}
        </optgroup>
      ))}
    </ChoiceField>
  );
}
