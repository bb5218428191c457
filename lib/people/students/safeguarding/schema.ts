import { z } from 'zod';
import { line } from '@/lib/platform/text';

export const openSafeguardingInput = z.strictObject({ studentId: z.uuid() });

export const writeNoteInput = z.strictObject({
  studentId: z.uuid(),
  kind: z.enum(['custody', 'safeguarding'], { error: 'Choose what the note is about.' }),
  body: line(2_000, 'Write the note.'),
});

export type WriteNoteInput = z.output<typeof writeNoteInput>;
