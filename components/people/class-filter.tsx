import { inputStyle } from '@/components/shared/field';

type Props = { classes: { id: string; name: string }[]; value: string };

/** A native select: this list is used on phones too. */
export function ClassFilter({ classes, value }: Props) {
  return (
    <label className="grid gap-1 text-sm font-semibold">
      Class
      <select name="class" defaultValue={value} className={inputStyle}>
        <option value="">All classes</option>
        {classes.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
    </label>
  );
}
