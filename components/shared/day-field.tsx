import { inputStyle } from './field';

/** A date as part of a filter; the browser brings its own calendar. */
export function DayField({ label, name, value }: { label: string; name: string; value?: string }) {
  return (
    <label className="grid min-w-40 flex-1 grid-cols-1 gap-1 text-sm font-semibold sm:flex-none">
      {label}
      <input type="date" name={name} defaultValue={value} className={inputStyle} />
    </label>
  );
}
