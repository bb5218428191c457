import type { FormField } from '@/components/shared/form-input';

/** Stands in the field while the school has no colour of its own. */
const USUAL = '#1f4fb8';

export function accentFields(accent: string | null): FormField[] {
  return [
    { name: 'accent', label: 'Colour of the school', kind: 'color', value: accent ?? USUAL, hint: 'Buttons and links. Whether words can be read on it is checked; where they could not, the shade is changed.' },
    { name: 'isDefault', label: 'No colour of our own: use the usual blue', kind: 'tick', value: accent === null },
  ];
}
