import { z } from 'zod';
import { isDay, yearProblem } from '@/lib/platform/dates';
import { textProblem, tidy } from '@/lib/platform/text';
import { normalPhone } from '@/lib/platform/phone';
import { listed } from '@/lib/platform/sentences';
import { quoted } from '../rules';

type Read<T> = { value: T } | { problem: string };

/** A cell as a Zod type: tidied, printable, then read; the sentence of a refusal becomes the issue. */
function cell<T>(max: number, read: (text: string) => Read<T>) {
  return z.string({ error: 'Write this as text.' }).transform((raw, context): T => {
    // Spreadsheets keep a text that begins like a formula behind an apostrophe; the mark is theirs, not the person's.
    const text = (raw.length > max * 4 ? raw.slice(0, max * 4) : tidy(raw)).replace(/^'(?=[=+\-@])/, '');
    const unprintable = textProblem(text, max);
    const result: Read<T> = unprintable ? { problem: unprintable } : read(text);
    if ('value' in result) return result.value;
    context.addIssue({ code: 'custom', message: result.problem });
    return z.NEVER;
  });
}

// A spreadsheet that later opens an export would run these.
const formula = (text: string) =>
  /^[=+\-@]/.test(text)
    ? `${quoted(text)} looks like a spreadsheet formula. Remove the first character.`
    : null;

/** A name of a person: letters of any script, no formula, nothing invisible. */
export const nameCell = (what: string) => cell<string>(80, (text) => nameRead(text, what));

/** A name that may be empty. */
export const optionalNameCell = cell<string>(120, (text) =>
  text === '' ? { value: '' } : nameRead(text, 'the name'),
);

function nameRead(text: string, what: string): Read<string> {
  if (text === '') return { problem: `Write ${what}.` };
  const problem = formula(text);
  if (problem) return { problem };
  if (/[\u200B-\u200F\u2060\uFEFF\u00AD]|\u034F/u.test(text))
    return { problem: 'Remove the invisible characters.' };
  return /\p{L}/u.test(text) ? { value: text } : { problem: `${quoted(text)} is not a name.` };
}

/** Free text such as an address; it may be empty. */
export const noteCell = (max: number) =>
  cell<string>(max, (text) => {
    const problem = formula(text);
    return problem ? { problem } : { value: text };
  });

/** A word that must be there and is compared with what the school has. */
export const wordCell = (what: string) =>
  cell<string>(60, (text) => (text === '' ? { problem: `Write ${what}.` } : { value: text }));

/** One of a list, whatever the case; empty is allowed and stays empty. */
export function choiceCell<T extends string>(choices: readonly T[], kind: string) {
  const known = new Map<string, T>(choices.map((choice) => [choice.toLowerCase(), choice]));
  return cell<T | ''>(60, (text) => {
    if (text === '') return { value: '' };
    const choice = known.get(text.toLowerCase().replace('−', '-'));
    return choice
      ? { value: choice }
      : { problem: `${quoted(text)} is not ${kind}. Use ${listed(choices, 'or')}.` };
  });
}

const genders = new Map<string, 'female' | 'male'>([
  ['female', 'female'],
  ['f', 'female'],
  ['male', 'male'],
  ['m', 'male'],
]);

export const genderCell = cell<'female' | 'male'>(20, (text) => {
  const value = genders.get(text.toLowerCase());
  return value
    ? { value }
    : { problem: text === '' ? 'Write Female or Male.' : `${quoted(text)} is not Female or Male.` };
});

/** "2015-08-04" or, as Nigerians write it, "04/08/2015"; always day before month. */
export const dayCell = (what: string) => cell<string>(20, (text) => {
  if (text === '') return { problem: `Write ${what}.` };
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (isDay(iso)) return { value: iso };
  return { problem: yearProblem(iso) ?? `${quoted(text)} is not a date. Write it as 2015-08-04 or 04/08/2015 (day first).` };
});

export const birthdayCell = dayCell('the date of birth');

/** E.164, or empty. */
export const phoneCell = cell<string>(40, (text) => {
  if (text === '') return { value: '' };
  if (/^\d[\d.]*E\+\d+$/i.test(text)) {
    return { problem: `The spreadsheet has shortened this number to ${quoted(text)}. Format the column as text and write it again.` };
  }
  // A spreadsheet that takes a phone number for a number drops the zero in front.
  const value = normalPhone(/^[789][01]\d{8}$/.test(text) ? `0${text}` : text);
  return value ? { value } : { problem: `${quoted(text)} is not a phone number.` };
});

const address = z.email();

/** Lower case, or empty. */
export const emailCell = cell<string>(200, (text) => {
  if (text === '') return { value: '' };
  const parsed = address.safeParse(text.toLowerCase());
  return parsed.success ? { value: parsed.data } : { problem: `${quoted(text)} is not an e-mail address.` };
});
