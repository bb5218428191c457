'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { MOST_BY_HAND } from '@/lib/people/students/selection/rules';

type Props = { form: string; total: number; allHref: string };

const KEPT = 'chosen-students';
const boxes = (form: string) => [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form="${form}"]`)];
const read = () => sessionStorage.getItem(KEPT) ?? '';

function keep(ids: Iterable<string>): void {
  sessionStorage.setItem(KEPT, [...new Set(ids)].join(' '));
  window.dispatchEvent(new Event(KEPT));
}

function follow(changed: () => void): () => void {
  window.addEventListener(KEPT, changed);
  return () => window.removeEventListener(KEPT, changed);
}

/** Who is chosen, also on other pages of the list, and the way on. Without scripts the boxes of this page count. */
export function ChooseBar({ form, total, allHref }: Props) {
  const ids = useSyncExternalStore(follow, read, () => '');
  const chosen = ids.split(' ').filter(Boolean);
  const some = chosen.length > 0;
  // On a phone the bar stays small and stands still only while somebody is chosen.
  const onlyWide = some ? 'max-md:hidden' : '';
  const tooMany = chosen.length > MOST_BY_HAND;

  useEffect(() => {
    const mine = boxes(form);
    const picked = new Set(ids.split(' '));
    for (const box of mine) box.checked = picked.has(box.value);
    const changed = ({ target }: Event) => {
      const { value, checked } = target as HTMLInputElement;
      const others = read().split(' ').filter((id) => id && id !== value);
      keep(checked ? [...others, value] : others);
    };
    for (const box of mine) box.addEventListener('change', changed);
    return () => mine.forEach((box) => box.removeEventListener('change', changed));
  }, [form, ids]);

  return (
    <form id={form} method="get" action="/students/selected" data-screen-only className={`z-10 -mx-4 mt-4 flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-2 md:sticky md:bottom-0 ${some ? 'max-md:sticky max-md:bottom-14' : ''}`}>
      <input type="hidden" name="ids" value={ids} />
      <p role="status" className={`text-sm ${some ? '' : 'max-md:w-full'}`}>
        {!some ? 'Choose students to move, print or export them together.' : `${chosen.length} chosen`}
        {tooMany && <span className="text-bad">: pick at most {MOST_BY_HAND} one by one, or filter and take all that match.</span>}
      </p>
      <Button className={onlyWide} onClick={() => keep([...chosen, ...boxes(form).map((box) => box.value)])}>All of this page</Button>
      <a href={allHref} className={`${onlyWide} inline-flex min-h-11 items-center px-1 text-accent underline`}>All {total.toLocaleString('en-NG')} matching</a>
      {some && <Button onClick={() => keep([])}>Clear</Button>}
      <Button look="primary" type="submit" disabled={tooMany} className="ml-auto">Go on</Button>
    </form>
  );
}
