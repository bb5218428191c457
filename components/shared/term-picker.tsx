import { inputStyle } from './field';
import { Button } from '@/components/ui/button';

type Term = { id: string; name: string; sessionName: string };

/** Chooses a term by the address; works without JavaScript. */
export function TermPicker({ terms, current }: { terms: Term[]; current: string }) {
  return (
    <form method="get" data-screen-only className="flex flex-wrap items-end gap-2">
      <label className="grid gap-1 text-sm font-semibold">
        Term
        <select name="term" defaultValue={current} className={inputStyle}>
          {terms.map((term) => <option key={term.id} value={term.id}>{term.name} term {term.sessionName}</option>)}
        </select>
      </label>
      <Button type="submit">Show</Button>
    </form>
  );
}
