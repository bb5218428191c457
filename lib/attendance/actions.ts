'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import { getRegister } from './queries';
import { submitRegisterInput, undoRegisterInput } from './schema';

export const submitRegister = action({
  name: 'attendance.submit-register',
  input: submitRegisterInput,
  subject: getRegister,
  allow: may.record,
  run: commands.submitRegister,
});

export const undoRegister = action({
  name: 'attendance.undo-register',
  input: undoRegisterInput,
  subject: getRegister,
  allow: may.record,
  run: commands.undoRegister,
});
