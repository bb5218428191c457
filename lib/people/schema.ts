import { z } from 'zod';
import { pageSearch } from '@/lib/platform/paging';

/** A page of people: what the search box, the filters and the pager put into the URL. */
export const peopleSearch = pageSearch.extend({
  q: z.string().max(100).catch('').default(''),
});

export const studentSearch = peopleSearch.extend({
  level: z.uuid().optional().catch(undefined),
  class: z.uuid().optional().catch(undefined),
  /** Those who have left stay in the records; only the office looks for them. */
  show: z.enum(['enrolled', 'left']).catch('enrolled').default('enrolled'),
});

export type StudentSearch = z.output<typeof studentSearch>;

const wantedRole = z.enum(['super-admin', 'admin', 'teacher']);

export const staffSearch = peopleSearch.extend({
  // "all" is what the select sends when no role is chosen.
  role: wantedRole.optional().catch(undefined),
});

export type StaffSearch = z.output<typeof staffSearch>;
