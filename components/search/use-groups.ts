import { isNear, placesNamed, sayAll } from '@/lib/search/rules';
import type { Found, Line } from '@/lib/search/schema';
import { useAnswer } from './use-answer';

export type Group = { title: string; lines: Line[]; /** The line that leads to all of them. */ all?: string };

const SHOWN_PLACES = 4;

/** What is offered for a question, and how that is said. The places are here already; the people come. */
export function useGroups(q: string) {
  const places = useAnswer('');
  const people = useAnswer(q || null);
  const asked = q === '' ? places : people;
  const isSearching = asked?.q !== q;
  const found = people && isNear(q, people.q) ? people.found : [];
  const fitting = placesNamed(places?.places ?? [], q).slice(0, q === '' ? undefined : SHOWN_PLACES);
  const groups: Group[] = [{ title: 'Go to', lines: fitting }, ...found.map(withAll)].filter(({ lines }) => lines.length > 0);
  const count = fitting.length + found.reduce((sum, { total }) => sum + total, 0);
  return {
    groups,
    hrefs: groups.flatMap(({ lines }) => lines.map(([href]) => href)),
    /** Not yet answered: what is chosen among people may still be somebody else. */
    isSearching,
    isPlace: (href: string | undefined) => fitting.some(([other]) => other === href),
    says: isSearching ? 'Searching…' : (asked?.problem ?? (q === '' ? 'Type a name, or choose where to go.' : sayCount(count))),
  };
}

function withAll(group: Found): Group {
  const { title, rows, all } = group;
  const words = sayAll(group);
  return words ? { title, lines: [...rows, [all, words, '']], all } : { title, lines: rows };
}

const sayCount = (count: number) => (count === 0 ? 'Nothing found. Try fewer letters.' : `${count.toLocaleString('en-NG')} found`);
