import { z } from 'zod';
import { dayCell, noteCell } from '../../imports/cells/schema';
import { selectionFields } from '../selection/schema';

const many = {
  ...selectionFields,
  /** How many the page said they are: if others match by now, nobody is changed unseen. */
  count: z.coerce.number().int().min(1),
  /** Those who cannot be changed stay as they are. */
  leaveOut: z.literal('on').optional(),
};

export const moveStudentsInput = z.strictObject({
  ...many,
  class_id: z.uuid({ error: 'Choose a class.' }),
  department: noteCell(60).default(''),
  startsOn: dayCell('the first day in the new class'),
  /** The full class that takes more, after the office has said yes to it. */
  is_over: z.uuid().optional(),
});

export type MoveStudentsInput = z.output<typeof moveStudentsInput>;

export const assignHouseInput = z.strictObject({ ...many, house: noteCell(40).default('') });

export const assignDepartmentInput = z.strictObject({
  ...many, department: noteCell(60).refine((text) => text !== '', { error: 'Choose a department.' }),
});

export const undoBulkChangeInput = z.strictObject({ changeId: z.uuid() });

export type BulkKind = 'class' | 'house' | 'department';

/** What was written down: the page of changes says it and offers to undo it. */
export type Changed = { changeId: string; kind: BulkKind; value: string; count: number; unchanged: number; leftOut: number };
