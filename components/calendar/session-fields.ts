import type { FieldGroup } from '@/components/shared/fields-form';
import { slashed, type NewSession } from '@/lib/calendar/rules';

const keys = ['first', 'second', 'third'] as const;

/** The fields of a new session, filled in with what is usual. */
export function sessionFields({ name, terms, holidays }: NewSession): FieldGroup[] {
  return [
    { fields: [{ name: 'name', label: 'Session', value: name, hint: 'Two years in a row, such as 2026/2027.', maxLength: 9 }] },
    ...keys.map((key, index) => ({
      legend: `${terms[index]?.name ?? ''} term`,
      fields: [
        { name: `${key}StartsOn`, label: 'First day', kind: 'date' as const, value: terms[index]?.startsOn },
        { name: `${key}EndsOn`, label: 'Last day', kind: 'date' as const, value: terms[index]?.endsOn },
      ],
    })),
    { fields: [{
      name: 'holidays', label: 'Holidays', kind: 'lines', rows: Math.max(4, holidays.length + 1),
      value: holidays.toSorted((a, b) => (a.day < b.day ? -1 : 1)).map((one) => `${slashed(one.day)} ${one.name}`).join('\n'),
      hint: 'One a line, the day first. Islamic holidays are the calculated days; move them when they are announced.',
    }] },
  ];
}
