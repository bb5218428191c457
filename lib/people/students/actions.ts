'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as newcomers from './newcomers/commands';
import { addStudentInput } from './newcomers/schema';
import * as may from './policy';
import * as records from './records/commands';
import { getRecord } from './records/queries';
import { editStudentInput } from './records/schema';

export const addStudent = action({
  name: 'people.add-student',
  input: addStudentInput,
  allow: may.add,
  isSecret: true,
  run: newcomers.addStudent,
});

export const editStudent = action({
  name: 'people.edit-student',
  input: editStudentInput,
  subject: getRecord,
  allow: may.edit,
  run: records.editStudent,
});
