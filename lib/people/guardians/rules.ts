import { wordsOf } from '@/lib/people/rules';

/** A search of the directory: part of a phone number, or words of a name. */
export type Search = { phone: string } | { words: string[] };

export function readSearch(q: string): Search {
  const digits = q.replace(/[\s().-]/g, '');
  // 0803… and +234803… are one number; what both have is looked for.
  const national = /^(?:\+?234|0)?(\d{4,})$/.exec(digits)?.[1];
  return national ? { phone: national } : { words: wordsOf(q) };
}

/** Part of a number, or a word of four letters, is found in the index; less may be in every third name. */
export function findsFew(search: Search): boolean {
  return 'phone' in search || search.words.some((word) => word.length >= 4);
}

export type LinkState = 'verified' | 'waiting' | 'restricted' | 'ended';

/** Where a link stands; only a verified one shows anything. */
export function linkState(link: { verifiedAt: Date | null; restrictedAt: Date | null; endedAt: Date | null }): LinkState {
  if (link.endedAt) return 'ended';
  if (link.restrictedAt) return 'restricted';
  return link.verifiedAt ? 'verified' : 'waiting';
}
