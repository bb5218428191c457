import { z } from 'zod';
import { isDay } from '@/lib/platform/dates';
import { optionalLine } from '@/lib/platform/text';

export const attendanceStatus = z.enum(['present', 'absent', 'late', 'excused'], { error: 'Choose present, absent, late or excused.' });
export type AttendanceStatus = z.infer<typeof attendanceStatus>;

export const day = z.string().refine(isDay, { error: 'That date does not exist.' });

const mark = z
  .strictObject({
    studentId: z.uuid(),
    status: attendanceStatus,
    minutesLate: z.number().int().min(1, { error: 'Minutes late: 1 to 600.' }).max(600, { error: 'Minutes late: 1 to 600.' }).nullish(),
    reason: optionalLine(200).nullish(),
  })
  .refine((one) => one.status !== 'excused' || Boolean(one.reason), { path: ['reason'], error: 'Write why the student is excused.' })
  .refine((one) => one.status === 'late' || one.minutesLate == null, { path: ['minutesLate'], error: 'Only a late student has minutes.' });

export type MarkInput = z.output<typeof mark>;

const marks = z
  .array(mark, { error: 'This form is broken. Reload the page and try again.' })
  .min(1, { error: 'This class has no students today.' })
  .max(200);

/** A form sent without JavaScript has a field for each student ("mark.<id>"), and what is known of a late or excused one. */
function gatherMarks(raw: unknown): unknown {
  if (raw === null || typeof raw !== 'object') return raw;
  const fields = Object.entries(raw);
  const chosen = fields.filter(([name]) => name.startsWith('mark.'));
  if (chosen.length === 0) return raw;
  const rest = Object.fromEntries(fields.filter(([name]) => !/^(mark|reason|minutes)\./.test(name)));
  const more = new Map(fields);
  return {
    ...rest,
    marks: chosen.map(([name, status]) => {
      const studentId = name.slice('mark.'.length);
      const minutes = Number(more.get(`minutes.${studentId}`));
      return {
        studentId, status,
        ...(status === 'excused' ? { reason: more.get(`reason.${studentId}`) } : {}),
        ...(status === 'late' && minutes ? { minutesLate: minutes } : {}),
      };
    }),
  };
}

const submitted = z.strictObject({
  classId: z.uuid(),
  day,
  /** The version that was on the screen; 0 when the register was not taken. */
  version: z.coerce.number().int().min(0),
  marks,
  /** Asked of the office when an earlier day is corrected. */
  reason: optionalLine(200).optional(),
});

export const submitRegisterInput = z.preprocess(gatherMarks, submitted) as z.ZodType<
  z.output<typeof submitted>,
  z.input<typeof submitted>
>;

export type SubmitRegisterInput = z.output<typeof submitted>;

export const undoRegisterInput = z.strictObject({
  classId: z.uuid(),
  day,
  /** The version that the undone submission made. */
  version: z.coerce.number().int().min(1),
});

export type UndoRegisterInput = z.output<typeof undoRegisterInput>;
