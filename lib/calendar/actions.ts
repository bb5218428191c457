'use server';

import 'server-only';
import { confirmOwnPassword } from '@/lib/accounts/passwords/commands';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as holidays from './holidays/commands';
import * as may from './policy';
import { getTerm } from './queries';
import { addHolidaysInput, changeTermInput, removeHolidaysInput, sessionInput, termStateInput } from './schema';
import * as terms from './terms/commands';

export const createSession = action({
  name: 'calendar.create-session',
  input: sessionInput,
  allow: may.manage,
  run: commands.createSession,
});

export const changeTerm = action({
  name: 'calendar.change-term',
  input: changeTermInput,
  subject: getTerm,
  allow: may.manage,
  run: commands.changeTerm,
});

export const changeTermState = action({
  name: 'calendar.change-term-state',
  input: termStateInput,
  subject: getTerm,
  allow: may.changeTermState,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: terms.changeTermState,
});

export const addHolidays = action({
  name: 'calendar.add-holidays',
  input: addHolidaysInput,
  allow: may.manage,
  run: holidays.addHolidays,
});

export const removeHolidays = action({
  name: 'calendar.remove-holidays',
  input: removeHolidaysInput,
  allow: may.manage,
  run: holidays.removeHolidays,
});
