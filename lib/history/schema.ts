import { z } from 'zod';
import { isDay } from '@/lib/platform/dates';

/** Domains whose events can be asked for, with the word that stands in the filter. */
export const areas = {
  access: 'Refused attempts',
  accounts: 'Accounts and sign-ins',
  attendance: 'Registers',
  calendar: 'Sessions and terms',
  classes: 'Classes and subjects',
  history: 'This history',
  mail: 'Mail',
  notifications: 'Notices',
  people: 'Students, guardians, staff',
  school: 'The school',
  setup: 'First set-up',
  trust: 'Checks of trust',
} as const;

export type Area = keyof typeof areas;

const day = z.string().refine(isDay).optional().catch(undefined);

/** What the address of the history asks for. `before` is the event id above which a page has been read. */
export const historySearch = z.object({
  who: z.string().max(100).catch('').default(''),
  area: z.enum(Object.keys(areas) as [Area, ...Area[]]).optional().catch(undefined),
  /** The id of the thing it happened to. */
  about: z.string().max(60).optional().catch(undefined),
  from: day,
  to: day,
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export type HistorySearch = z.output<typeof historySearch>;

export const HISTORY_PAGE = 50;
/** The most lines of one export; the newest come first. */
export const MOST_EXPORTED = 10_000;
