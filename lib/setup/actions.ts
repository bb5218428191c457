'use server';

import 'server-only';
import { keepSession } from '@/lib/accounts/browser';
import { action } from '@/lib/platform/request/action';
import { goOn, keepToken } from './browser';
import * as commands from './commands';
import * as may from './policy';
import { getGrantedSetup, getSetup } from './queries';
import { beginInput, brandingInput, calendarInput, classesInput, firstAdminInput, schoolInput, skipInput } from './schema';

const limit = { points: 60, seconds: 60 };

export const begin = action({
  name: 'setup.begin',
  input: beginInput,
  forVisitors: true,
  subject: getSetup,
  allow: may.run,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  run: commands.begin,
  after: keepToken,
});

export const createSchool = action({
  name: 'setup.create-school',
  input: schoolInput,
  forVisitors: true,
  bySetup: true,
  subject: getGrantedSetup,
  allow: may.run,
  limit,
  run: commands.createSchool,
  after: goOn,
});

export const chooseBranding = action({
  name: 'setup.choose-branding',
  input: brandingInput,
  forVisitors: true,
  bySetup: true,
  subject: getGrantedSetup,
  allow: may.run,
  limit,
  run: commands.chooseBranding,
  after: goOn,
});

export const skipBranding = action({
  name: 'setup.skip-branding',
  input: skipInput,
  forVisitors: true,
  bySetup: true,
  subject: getGrantedSetup,
  allow: may.run,
  limit,
  run: commands.skipBranding,
  after: goOn,
});

export const createCalendar = action({
  name: 'setup.create-calendar',
  input: calendarInput,
  forVisitors: true,
  bySetup: true,
  subject: getGrantedSetup,
  allow: may.run,
  limit,
  run: commands.createCalendar,
  after: goOn,
});

export const createStructure = action({
  name: 'setup.create-structure',
  input: classesInput,
  forVisitors: true,
  bySetup: true,
  subject: getGrantedSetup,
  allow: may.run,
  limit,
  run: commands.createStructure,
  after: goOn,
});

export const createFirstAdmin = action({
  name: 'setup.create-first-admin',
  input: firstAdminInput,
  forVisitors: true,
  bySetup: true,
  subject: getGrantedSetup,
  allow: may.run,
  limit: { points: 20, seconds: 60 },
  isSecret: true,
  prepare: commands.prepareFirstAdmin,
  run: commands.createFirstAdmin,
  after: keepSession,
});
