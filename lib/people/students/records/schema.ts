import { z } from 'zod';
import { noteCell, optionalNameCell, phoneCell } from '../../imports/cells/schema';
import { studentCells } from '../../imports/students/schema';
import { seenInput } from '../../edits/schema';

const cells = studentCells.shape;

/** What the office may correct in the record of a student; the same cells as a file has. */
export const studentRecord = z.strictObject({
  surname: cells.surname,
  first_name: cells.first_name,
  other_names: optionalNameCell,
  gender: cells.gender,
  date_of_birth: cells.date_of_birth,
  state_of_origin: noteCell(60),
  lga: noteCell(60),
  address: noteCell(300),
  previous_school: noteCell(200),
  house: noteCell(40),
  emergency_name: optionalNameCell,
  emergency_phone: phoneCell,
});

export type StudentRecordFields = z.output<typeof studentRecord>;

export const editStudentInput = studentRecord.extend({ studentId: z.uuid(), seen: seenInput });

export type EditStudentInput = z.output<typeof editStudentInput>;
