'use server';

import 'server-only';
import { confirmOwnPassword } from '@/lib/accounts/passwords/commands';
import { action } from '@/lib/platform/request/action';
import * as branding from './branding/commands';
import * as commands from './commands';
import * as may from './policy';
import { afresh, getSchoolToChange } from './queries';
import { askPictureInput, changeAccentInput, changeSecurityInput, changeSettingsInput, keepPictureInput, removePictureInput } from './schema';

export const changeSettings = action({
  name: 'school.change-settings',
  input: changeSettingsInput,
  subject: getSchoolToChange,
  allow: may.changeSettings,
  run: commands.changeSettings,
  after: afresh,
});

export const changeSecurity = action({
  name: 'school.change-security',
  input: changeSecurityInput,
  subject: getSchoolToChange,
  allow: may.changeSecurity,
  limit: { points: 20, seconds: 60 },
  prepare: confirmOwnPassword,
  run: commands.changeSecurity,
  after: afresh,
});

export const changeAccent = action({
  name: 'school.change-accent',
  input: changeAccentInput,
  subject: getSchoolToChange,
  allow: may.changeSettings,
  run: branding.changeAccent,
  after: afresh,
});

export const askPicture = action({
  name: 'school.ask-picture',
  input: askPictureInput,
  allow: may.changeSettings,
  limit: { points: 30, seconds: 60 },
  isSecret: true,
  quiet: 'nothing is the school’s before the picture is kept',
  run: branding.askPicture,
});

export const keepPicture = action({
  name: 'school.keep-picture',
  input: keepPictureInput,
  subject: getSchoolToChange,
  allow: may.changeSettings,
  limit: { points: 30, seconds: 60 },
  prepare: branding.lookAtPicture,
  run: branding.keepPicture,
  after: afresh,
});

export const removePicture = action({
  name: 'school.remove-picture',
  input: removePictureInput,
  subject: getSchoolToChange,
  allow: may.changeSettings,
  run: branding.removePicture,
  after: afresh,
});
