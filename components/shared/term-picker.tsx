import { ChoiceFilter } from './choice-filter';
import { Button } from '@/components/ui/button';

type Term = { id: string; name: string; sessionName: string };

/** Chooses a term by the address; works without JavaScript. */
export function TermPicker({ terms, current }: { terms: Term[]; current: string }) {
  return (
    <form method="get" data-screen-only className="flex flex-wrap items-end gap-2">
      <ChoiceFilter label="Term" name="term" value={current} options={terms.map((term) => [term.id, `${term.name} term ${term.sessionName}`])} />
      <Button type="submit">Show</Button>
    </form>
  );
}
