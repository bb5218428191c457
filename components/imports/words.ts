import type { ImportState } from '@/lib/people/imports/office/schema';
import type { ImportKind } from '@/lib/people/imports/kinds/rules';

export const kindWords: Record<ImportKind, string> = { students: 'Students and guardians', staff: 'Staff' };

export const stateWords: Record<ImportState, string> = {
  uploading: 'Being sent', reading: 'Being read', read: 'Waiting for its columns', checking: 'Being checked', checked: 'Checked, not imported',
  committing: 'Being imported', committed: 'Imported', undoing: 'Being taken back', undone: 'Taken back', failed: 'Could not be read', cancelled: 'Put aside',
};
