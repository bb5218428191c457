import { z } from 'zod';
import { confirmPassword } from '@/lib/accounts/schema';
import { peopleSearch, staffSearch } from '../schema';
import { selectionFields } from '../students/selection/schema';

export const exportKinds = ['students', 'guardians', 'staff'] as const;
export type ExportKind = (typeof exportKinds)[number];

const common = { operationId: z.uuid().optional(), format: z.enum(['xlsx', 'csv']), confirmPassword };

/** Whom a file is about: a selection of students, or the guardians or staff that a search finds. */
export const exportInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('students'), ...common, ...selectionFields }),
  z.strictObject({ kind: z.literal('guardians'), ...common, q: peopleSearch.shape.q }),
  z.strictObject({ kind: z.literal('staff'), ...common, q: peopleSearch.shape.q, role: staffSearch.shape.role }),
]);

export type ExportInput = z.output<typeof exportInput>;

export type Exported = { kind: ExportKind; format: 'xlsx' | 'csv'; header: string[]; rows: string[][] };
