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
