'use server';

import 'server-only';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as links from './links/commands';
import { getLink } from './links/queries';
import { editLinkInput, linkGuardianInput, linkInput } from './links/schema';
import * as may from './policy';
import { getGuardian } from './queries';
import * as records from './records/commands';
import { editGuardianInput } from './records/schema';
import { addGuardianInput } from './schema';

export const addGuardian = action({
  name: 'people.add-guardian',
  input: addGuardianInput,
  allow: may.add,
  isSecret: true,
  run: commands.addGuardian,
});

export const editGuardian = action({
  name: 'people.edit-guardian',
  input: editGuardianInput,
  subject: getGuardian,
  allow: may.edit,
  run: records.editGuardian,
});

export const linkGuardian = action({
  name: 'people.link-guardian',
  input: linkGuardianInput,
  subject: getGuardian,
  allow: may.link,
  run: links.linkGuardian,
});

export const verifyLink = action({
  name: 'people.verify-guardian-link',
  input: linkInput,
  subject: getLink,
  allow: may.verify,
  run: links.verifyLink,
});

export const restrictLink = action({
  name: 'people.restrict-guardian-link',
  input: linkInput,
  subject: getLink,
  allow: may.end,
  run: links.restrictLink,
});

export const endLink = action({
  name: 'people.end-guardian-link',
  input: linkInput,
  subject: getLink,
  allow: may.end,
  run: links.endLink,
});

export const editLink = action({
  name: 'people.edit-guardian-link',
  input: editLinkInput,
  subject: getLink,
  allow: may.link,
  run: links.editLink,
});
