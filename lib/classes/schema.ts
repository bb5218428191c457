import { z } from 'zod';
import { line, tidy } from '@/lib/platform/text';
import { armsLine } from './rules';

export const stages = ['early-years', 'primary', 'junior-secondary', 'senior-secondary'] as const;
export type Stage = (typeof stages)[number];

const capacity = z.coerce
  .number({ error: 'Write how many students fit, from 1 to 200.' })
  .int({ error: 'Write how many students fit, from 1 to 200.' })
  .min(1, { error: 'Write how many students fit, from 1 to 200.' })
  .max(200, { error: 'Write how many students fit, from 1 to 200.' });

const arm = line(20, 'Write the arm, such as A.');

/** "JSS 1: A B C", one level a line. */
export const createClassesInput = z.strictObject({
  academicSessionId: z.uuid(),
  capacity,
  classes: z.string({ error: 'Write the classes.' }).max(5_000).transform((text, context) => {
    const lines = text.split('\n').map(tidy).filter(Boolean);
    if (lines.length === 0) context.addIssue({ code: 'custom', message: 'Write at least one line, such as JSS 1: A B C.' });
    return lines.flatMap((one, index) => {
      const read = armsLine(one);
      if (typeof read !== 'string') return [read];
      context.addIssue({ code: 'custom', message: `Line ${index + 1}: ${read}` });
      return [];
    });
  }),
});

export const copyClassesInput = z.strictObject({ academicSessionId: z.uuid(), fromSessionId: z.uuid() });
export const classInput = z.strictObject({ classId: z.uuid() });
export const changeClassInput = z.strictObject({ classId: z.uuid(), arm, capacity });

const levelName = line(40, 'Name the level, such as JSS 1.');
export const addLevelInput = z.strictObject({ name: levelName, stage: z.enum(stages, { error: 'Choose a stage.' }) });
export const levelInput = z.strictObject({ levelId: z.uuid() });
export const renameLevelInput = z.strictObject({ levelId: z.uuid(), name: levelName });
export const moveLevelInput = z.strictObject({ levelId: z.uuid(), direction: z.enum(['up', 'down']) });

const departmentName = line(40, 'Name the department, such as science.');
export const addDepartmentInput = z.strictObject({ name: departmentName });
export const departmentInput = z.strictObject({ departmentId: z.uuid() });
export const renameDepartmentInput = z.strictObject({ departmentId: z.uuid(), name: departmentName });

const subjectName = line(60, 'Name the subject.');
export const addSubjectInput = z.strictObject({ name: subjectName });
export const subjectInput = z.strictObject({ subjectId: z.uuid() });
export const renameSubjectInput = z.strictObject({ subjectId: z.uuid(), name: subjectName });

export type Offering = { levelId: string; departmentId: string | null; compulsory: boolean };

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const place = new RegExp(`^at:(${uuid})(?::(${uuid}))?$`);

/** The ticked boxes of the grid: "at:<level>" or "at:<level>:<department>", each with how it is offered. */
export const offeringsInput = z
  .object({ subjectId: z.uuid() })
  .catchall(z.enum(['no', 'compulsory', 'elective'], { error: 'Choose how the subject is offered.' }))
  .transform(({ subjectId, ...boxes }, context) => {
    const offerings = Object.entries(boxes).flatMap(([name, how]): Offering[] => {
      const [, levelId, departmentId = null] = place.exec(name) ?? [];
      if (!levelId) context.addIssue({ code: 'custom', message: 'This form is broken. Reload the page and try again.' });
      return levelId && how !== 'no' ? [{ levelId, departmentId, compulsory: how === 'compulsory' }] : [];
    });
    return { subjectId, offerings };
  });

const staffChoice = z.uuid({ error: 'Choose who it is.' });
export const assignClassTeacherInput = z.strictObject({ classId: z.uuid(), staffId: staffChoice });
export const endClassTeacherInput = z.strictObject({ classId: z.uuid(), staffId: z.uuid() });
export const assignTeachingInput = z.strictObject({
  classId: z.uuid(), termId: z.uuid(), subjectId: z.uuid({ error: 'Choose a subject.' }), staffId: staffChoice,
});
export const endTeachingInput = z.strictObject({ classId: z.uuid(), assignmentId: z.uuid() });
export const copyTeachingInput = z.strictObject({ classId: z.uuid(), termId: z.uuid(), fromTermId: z.uuid() });
