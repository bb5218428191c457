'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import { addStaffInput } from './schema';

export const addStaff = action({
  name: 'people.add-staff',
  input: addStaffInput,
  subject: async (_, { role }) => ({ role }),
  allow: may.add,
  isSecret: true,
  run: commands.addOrInviteStaff,
});
