// Letters that carry no combining mark, so decomposition leaves them as they are.
const plainLetters: Record<string, string> = {
  ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɛ: 'e', ɔ: 'o', ŋ: 'n', ø: 'o', đ: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe',
};

/** The words that a search looks for, as `searchable` writes them. */
export const wordsOf = (text: string): string[] => searchable(text).split(' ').filter(Boolean);

/** What search compares: lower case, no accents, no punctuation, single spaces. "Ọlá O’Neill" → "ola oneill". */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ɓɗƙƴɛɔŋøđłßæœ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’ʼ`.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

type Named = { surname: string; firstName: string; otherNames?: string };

/** Names print surname first. */
export function fullName({ surname, firstName, otherNames = '' }: Named): string {
  return [surname, firstName, otherNames].filter(Boolean).join(' ');
}

/** "BT" for Bello Títílayọ̀: what stands in for a photo. */
export function initials({ surname, firstName }: Named): string {
  const first = (text: string) => [...new Intl.Segmenter().segment(text)][0]?.segment ?? '';
  return `${first(surname)}${first(firstName)}`.toUpperCase();
}

/** Years of age on a day. */
export function ageOn(dateOfBirth: string, day: string): number {
  const [by = 0, bm = 0, bd = 0] = dateOfBirth.split('-').map(Number);
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
}
