import type { TermState } from '@/lib/calendar/rules';

export const stateWords: Record<TermState, string> = {
  upcoming: 'not open yet', active: 'open now', completed: 'closed', archived: 'archived, can only be read',
};

/** What a step is called on its button. */
export function stepWords(from: TermState, to: TermState): string {
  if (to === 'active') return from === 'completed' ? 'Open it again' : 'Open the term';
  if (to === 'archived') return 'Archive the term';
  return from === 'archived' ? 'Bring it back from the archive' : 'Close the term';
}
