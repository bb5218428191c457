'use server';

import 'server-only';
import { confirmOwnPassword } from '@/lib/accounts/passwords/commands';
import { action } from '@/lib/platform/request/action';
import * as commands from './commands';
import * as may from './policy';
import { getImport } from './queries';
import { beginImportInput, checkImportInput, commitImportInput, importInput } from './schema';

const notYet = 'nothing of the school has changed before an import is committed';

export const beginImport = action({
  name: 'people.begin-import',
  input: beginImportInput,
  allow: may.see,
  isSecret: true,
  quiet: notYet,
  limit: { points: 20, seconds: 60 },
  run: commands.beginImport,
});

export const confirmUpload = action({
  name: 'people.confirm-upload',
  input: importInput,
  subject: (actor, { importId }, tx) => getImport(actor, importId, tx),
  allow: may.prepare,
  quiet: notYet,
  run: commands.confirmUpload,
});

export const checkImport = action({
  name: 'people.check-import',
  input: checkImportInput,
  subject: (actor, { importId }, tx) => getImport(actor, importId, tx),
  allow: may.prepare,
  quiet: notYet,
  run: commands.checkImport,
});

export const commitImport = action({
  name: 'people.commit-import',
  input: commitImportInput,
  subject: (actor, { importId }, tx) => getImport(actor, importId, tx),
  allow: may.commit,
  prepare: confirmOwnPassword,
  run: commands.commitImport,
});

export const cancelImport = action({
  name: 'people.cancel-import',
  input: importInput,
  subject: (actor, { importId }, tx) => getImport(actor, importId, tx),
  allow: may.prepare,
  quiet: notYet,
  run: commands.cancelImport,
});

export const undoImport = action({
  name: 'people.undo-import',
  input: importInput,
  subject: (actor, { importId }, tx) => getImport(actor, importId, tx),
  allow: may.commit,
  run: commands.undoImport,
});
