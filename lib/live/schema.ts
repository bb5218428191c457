import { z } from 'zod';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const tables = ['registers', 'notifications', 'sessions', 'change_requests'] as const;
const pattern = new RegExp(`^(${tables.join('|')}):(?:(school)|(class|student|user):(${uuid}))$`);

export type FollowedTable = (typeof tables)[number];

/** Whether a page may ask to be told of changes to this table. */
export const isFollowed = (table: string): table is FollowedTable => tables.some((one) => one === table);

/** A page that was away for longer than this many changes simply refetches. */
export const TOO_FAR = 1_000;

export type Scope = { kind: 'school' } | { kind: 'class' | 'student' | 'user'; id: string };
export type Topic = { table: FollowedTable; scope: Scope; room: string };

/** "registers:class:<id>" and its like; null for anything else. The room has the same name. */
export function parseTopic(text: unknown): Topic | null {
  const match = typeof text === 'string' ? pattern.exec(text) : null;
  if (!match) return null;
  const [room, table, school, kind, id] = match;
  const scope: Scope = school ? { kind: 'school' } : { kind: kind as 'class' | 'student' | 'user', id: id ?? '' };
  return { table: table as FollowedTable, scope, room };
}

export const MAX_TOPICS = 40;

export const followInput = z.strictObject({
  topics: z.array(z.string().max(100)).max(MAX_TOPICS),
  /** The last place in the feed this page has seen; null for a page that was just rendered. */
  since: z.number().int().min(0).nullable(),
});

export const ticketInput = z.strictObject({});
