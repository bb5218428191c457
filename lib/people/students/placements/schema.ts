import { z } from 'zod';
import { dayCell, noteCell } from '../../imports/cells/schema';
import { line } from '@/lib/platform/text';

const place = {
  studentId: z.uuid(),
  class_id: z.uuid({ error: 'Choose a class.' }),
  department: noteCell(60).default(''),
  startsOn: dayCell('the first day in the new class'),
  /** The full class that takes one more, after the office has said yes to it. */
  is_over: z.uuid().optional(),
};

export const moveStudentInput = z.strictObject(place);
export const readmitStudentInput = z.strictObject(place);

export type PlaceInput = z.output<typeof moveStudentInput>;

/** There is one plan at most for a student. */
export const cancelPlannedPlacementInput = z.strictObject({ studentId: z.uuid() });

export const withdrawStudentInput = z.strictObject({
  studentId: z.uuid(),
  lastDay: dayCell('the last day at the school'),
  reason: line(200, 'Write why the student leaves.'),
});

export type WithdrawInput = z.output<typeof withdrawStudentInput>;
