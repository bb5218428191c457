import { z } from 'zod';
import { studentSearch, type StudentSearch } from '../../schema';
import { MOST_BY_HAND } from './rules';

const split = (ids: string | string[] | undefined) => [...new Set([ids ?? []].flat().flatMap((one) => one.split(' ')).filter(Boolean))];

const ids = z.union([z.string(), z.array(z.string())]).optional().transform(split)
  .pipe(z.array(z.uuid()).max(MOST_BY_HAND, { error: `Pick at most ${MOST_BY_HAND} one by one, or take all that match.` }));

/** Some students: picked one by one, or all that match a search. */
export type Selection = Omit<StudentSearch, 'page'> & { all: boolean; ids: string[] };

const { q, level, class: classId, show } = studentSearch.shape;

/** How a form names a selection; an empty one is nobody. */
export const selectionFields = { all: z.literal('on').optional().transform((on) => on === 'on'), q, level, class: classId, show, ids };

/** What the address says: the boxes of the list are called `id`, those ticked on other pages come together in `ids`. Nonsense is nobody. */
export function readSelection({ id, ids: others, all, ...search }: Record<string, string | string[] | undefined>): Selection {
  const asked = z.object({ ...selectionFields, ids: ids.catch([]) });
  return asked.parse({ ...search, all: all === 'on' ? all : undefined, ids: [others ?? [], id ?? []].flat() });
}

/** The selection as fields of a form or of an address. */
export function selectionParams({ all, ids: picked, q: words, level: levelId, class: ofClass, show: which }: Selection): Record<string, string> {
  if (!all) return { ids: picked.join(' ') };
  return { all: 'on', ...(words && { q: words }), ...(levelId && { level: levelId }), ...(ofClass && { class: ofClass }), ...(which === 'left' && { show: which }) };
}
