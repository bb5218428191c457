import { listed } from '@/lib/platform/sentences';
import { quoted, squeezed } from '../rules';
import type { Columns, Sheet } from '../schema';

/** For each column of the file the column it is imported as, or null where it is left out. */
export type Mapping = (string | null)[];

// What other systems call the same thing, compared as squeezed().
const alsoCalled: Record<string, readonly string[]> = {
  admission_number: ['admissionno', 'admno', 'admission', 'regno', 'registrationnumber', 'studentid', 'studentnumber'],
  surname: ['lastname', 'familyname'],
  first_name: ['firstname', 'givenname', 'forename'],
  other_names: ['othername', 'middlename', 'middlenames'],
  gender: ['sex'],
  date_of_birth: ['dob', 'birthdate', 'birthday', 'dateofbirth'],
  class_level: ['level', 'class', 'grade', 'year'],
  class_arm: ['arm', 'section', 'stream'],
  state_of_origin: ['state', 'origin'],
  lga: ['localgovernment', 'localgovernmentarea'],
  address: ['homeaddress', 'residentialaddress'],
  blood_group: ['bloodtype'],
  allergies: ['allergy'],
  previous_school: ['formerschool', 'lastschool'],
  phone: ['phonenumber', 'mobile', 'gsm', 'telephone'],
  email: ['emailaddress', 'mail'],
  class_teacher_of: ['classteacher', 'formteacher', 'formteacherof', 'formclass'],
  subjects: ['subject', 'teaches'],
  title: ['salutation'],
};

/** The mapping that suggests itself from the names in the header. */
export function guessMapping(header: readonly string[], columns: Columns): Mapping {
  const names = [...columns.required, ...columns.optional];
  const byTitle = new Map(names.flatMap((name) => (alsoCalled[name] ?? []).map((other) => [other, name])));
  for (const name of names) byTitle.set(squeezed(name), name);
  const taken = new Set<string>();
  return header.map((title) => {
    const name = byTitle.get(squeezed(title)) ?? null;
    if (name === null || taken.has(name)) return null;
    taken.add(name);
    return name;
  });
}

/** What stands against a mapping, as one sentence, or null. */
export function mappingProblem(mapping: Mapping, columns: Columns): string | null {
  const chosen = mapping.filter((name) => name !== null);
  const twice = [...new Set(chosen.filter((name, index) => chosen.indexOf(name) !== index))];
  if (twice.length > 0) return `Two columns are imported as ${listed(twice.map(sayColumn))}. Keep one of them.`;
  const missing = columns.required.filter((name) => !chosen.includes(name));
  if (missing.length > 0) return `Say which column holds ${listed(missing.map(sayColumn))}.`;
  return null;
}

/** The columns of a file that would hand out rights, as a sentence, or null. */
export function refusedColumns(header: readonly string[], columns: Columns): string | null {
  const refused = header.filter((title) => columns.refused.includes(squeezed(title)));
  if (refused.length === 0) return null;
  return `The column ${listed(refused.map(quoted))} cannot be imported: accounts and rights are given by people, not by files. Remove it and upload the file again.`;
}

/** The sheet with the names that an import knows, without the columns that are left out. */
export function mapped({ header, rows }: Sheet, mapping: Mapping): Sheet {
  const kept = header.flatMap((_, index) => (mapping[index] ? [index] : []));
  return {
    header: kept.map((index) => mapping[index] ?? ''),
    rows: rows.map((one) => ({ ...one, cells: kept.map((index) => one.cells[index] ?? '') })),
  };
}

/** "guardian1_first_name" as people say it: "Guardian 1: first name". */
export function sayColumn(name: string): string {
  const [, place, rest] = /^guardian([12])_(.*)$/.exec(name) ?? [];
  const words = (rest ?? name).replaceAll('_', ' ').replace('lga', 'LGA');
  const said = words.charAt(0).toUpperCase() + words.slice(1);
  return place ? `Guardian ${place}: ${words}` : said;
}
