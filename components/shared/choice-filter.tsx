'use client';

import { inputStyle } from './field';

type Props = { label: string; name: string; value: string; options: readonly (readonly [value: string, label: string])[] };

/** A filter of a list. A native select: lists are used on phones too. */
export function ChoiceFilter({ label, name, value, options }: Props) {
  return (
    <label className="grid min-w-32 flex-1 gap-1 text-sm font-semibold sm:flex-none">
      {label}
      <select name={name} defaultValue={value} className={inputStyle}>
        {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
      </select>
    </label>
  );
}
