'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import * as records from './records/commands';
import { getStaffRecord } from './records/queries';
import { editStaffInput } from './records/schema';
import { addStaffInput } from './schema';

export const addStaff = action({
  name: 'people.add-staff',
  input: addStaffInput,
  subject: async (_, { role }) => ({ role }),
  allow: may.add,
  isSecret: true,
  run: commands.addOrInviteStaff,
});

export const editStaff = action({
  name: 'people.edit-staff',
  input: editStaffInput,
  subject: getStaffRecord,
  allow: may.edit,
  run: records.editStaff,
});
