import { z } from 'zod';
import { line } from '@/lib/platform/text';
import { relationships } from '../../choices/rules';

const ticked = z.literal('on').optional().transform(Boolean);
const relationship = z.enum(relationships, { error: 'Choose how this person is related to the child.' });
/** Who is called first: 1 before 2. */
const priority = z.coerce.number({ error: 'Choose who is called first.' }).int().min(1).max(9);

export const linkGuardianInput = z.strictObject({
  guardianId: z.uuid(),
  /** An admission number, or a name that only one student has. */
  student: line(120, 'Write the admission number, or the full name of the child.'),
  relationship,
  priority,
  mayPickUp: ticked,
});

export type LinkGuardianInput = z.output<typeof linkGuardianInput>;

export const linkInput = z.strictObject({ linkId: z.uuid() });

export const editLinkInput = z.strictObject({ linkId: z.uuid(), relationship, priority, mayPickUp: ticked });

export type EditLinkInput = z.output<typeof editLinkInput>;
