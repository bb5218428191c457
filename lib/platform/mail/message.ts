/** One letter by e-mail, in plain text. */
export type Mail = {
  to: { name: string; address: string };
  /** The school's name: whom the letter is from. */
  from: string;
  subject: string;
  text: string;
};

export type Letter = {
  to: { name: string; address: string };
  school: { name: string; address: string };
  subject: string;
  /** One paragraph each; an address of ours stands in a paragraph of its own. */
  paragraphs: string[];
};

/** A letter with the school's name above and below it. */
export function letter({ to, school, subject, paragraphs }: Letter): Mail {
  const end = [school.name, school.address].filter(Boolean).join('\n');
  const text = [`Dear ${to.name},`, ...paragraphs, end, 'A machine sent this letter; nobody reads answers to it.'].join('\n\n');
  return { to, from: school.name, subject: `${oneLine(subject)} – ${oneLine(school.name)}`, text: `${text}\n` };
}

/** A line break in a header would begin another header (ASVS V1.3.11). */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
