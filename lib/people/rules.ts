/** A Nigerian or international phone number as E.164 ("+2348031234567"), or null when it is not one. */
export function normalPhone(typed: string): string | null {
  if (!/^[\d\s().+-]+$/.test(typed)) return null;
  const digits = typed.replace(/[^\d+]/g, '');
  const national = /^(?:\+?234|0)([789][01]\d{8})$/.exec(digits);
  if (national) return `+234${national[1]}`;
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null;
}

/** "+2348031234567" as people write it: "0803 123 4567". */
export function sayPhone(phone: string): string {
  const national = /^\+234(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return national ? `0${national[1]} ${national[2]} ${national[3]}` : phone;
}

// Letters that carry no combining mark, so decomposition leaves them as they are.
const plainLetters: Record<string, string> = {
  ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɛ: 'e', ɔ: 'o', ŋ: 'n', ø: 'o', đ: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe',
};

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
