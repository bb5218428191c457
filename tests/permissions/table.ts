import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Role } from '@/lib/platform/actor';

const cell = z.string().min(1);

const line = z.object({
  id: z.string().regex(/^[AB]\d\d$/),
  resource: cell,
  action: cell,
  note: z.string(),
  built_as: z.string(),
  super_admin: cell,
  admin: cell,
  teacher: cell,
  student: cell,
  parent: cell,
  anonymous: cell,
});

export type Row = z.infer<typeof line>;

export const TABLE = 'docs/authorization.csv';

export function readTable(): Row[] {
  return z.array(line).parse(parse(readFileSync(TABLE, 'utf8'), { columns: true }));
}

/** "route:POST /api/live-ticket action:a.b" names two things; a route's method is part of its name. */
export function builtAs(row: Row): string[] {
  return row.built_as.match(/route:[A-Z]+ \S+|(?:action|page|room):\S+/g) ?? [];
}

const columns = {
  'super-admin': 'super_admin',
  admin: 'admin',
  teacher: 'teacher',
  student: 'student',
  parent: 'parent',
} as const satisfies Record<Role, keyof Row>;

/** The cells that speak of a person: one per role, or that of visitors. */
export function cellsFor(row: Row, roles: readonly Role[]): string[] {
  return roles.length === 0 ? [row.anonymous] : roles.map((role) => row[columns[role]]);
}
