import { z } from 'zod';

/** Whose slips: of those an import made, of a class with its families, or of the staff. */
export const slipsInput = z.strictObject({
  operationId: z.uuid().optional(),
  importId: z.uuid().optional(),
  classId: z.uuid().optional(),
  staff: z.literal('on').optional(),
});

export type SlipsInput = z.output<typeof slipsInput>;

/** The most slips of one document; a larger school prints class by class. */
export const MOST_SLIPS = 2_500;
