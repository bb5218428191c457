import { stringify } from 'csv-stringify/sync';
import { nigerianDepartments, nigerianLevels } from '@/db/seed/curriculum';
import { searchable } from '@/lib/people/rules';
import type { StudentRow } from '@/lib/people/imports/students/schema';
import { createChance, type Chance } from './chance';

const PER_CLASS = 30;
// Early-years classes are fewer; what they lack the others have.
const EARLY = 0.6;
const EARLY_LEVELS = 3;

export type InventedChild = {
  surname: string;
  first_name: string;
  other_names: string;
  gender: string;
  date_of_birth: string;
  class_level: string;
  class_arm: string;
  department: string;
  state_of_origin: string;
  lga: string;
  blood_group: string;
  genotype: string;
  allergies: string;
  address: string;
};

/** How many students each level has when the school has this many. */
export function levelSizes(students: number): number[] {
  const later = (nigerianLevels.length - EARLY_LEVELS * EARLY) / (nigerianLevels.length - EARLY_LEVELS);
  const weights = nigerianLevels.map(
    (_, index) => (index < EARLY_LEVELS ? EARLY : later) / nigerianLevels.length,
  );
  let share = 0;
  let given = 0;
  return weights.map((weight) => {
    share += weight;
    const size = Math.round(share * students) - given;
    given += size;
    return size;
  });
}

/** "A", … "Z", "AA": the arm at a place. */
export function armAt(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : `${armAt(Math.floor(place / 26) - 1)}${letter}`;
}

/** A roll of invented families in the manner of the real one, as a file to import. */
export function inventRoll(
  pattern: StudentRow[],
  { students, year }: { students: number; year: number },
): { csv: string; children: InventedChild[] } {
  const chance = createChance(students * 31 + year);
  const sizes = levelSizes(students);
  const seats = sizes.flatMap((size, level) =>
    Array.from({ length: size }, (_, place) => ({
      level,
      arm: armAt(place % Math.max(1, Math.ceil(size / PER_CLASS))),
    })),
  );
  // A stride that shares no factor with the number of seats spreads brothers and sisters over the levels.
  const stride = strideFor(seats.length);
  const seen = new Set<string>();
  const children: InventedChild[] = [];
  const records: Record<string, string>[] = [];
  for (let family = 0; children.length < students; family += 1) {
    const surname = chance.pick(pattern).surname;
    const parents = inventParents(pattern, { family, surname, chance });
    const home = chance.pick(pattern);
    for (let left = chance.pick([1, 1, 1, 2, 2, 3]); left > 0 && children.length < students; left -= 1) {
      const seat = seats[(children.length * stride) % seats.length];
      if (!seat) break;
      const child = {
        ...inventChild(pattern, { surname, level: seat.level, year, chance, seen }),
        class_arm: seat.arm,
        address: home.address ?? '',
      };
      children.push(child);
      records.push({ ...child, ...parents });
    }
  }
  return { csv: stringify(records, { header: true }), children };
}

type ChildOptions = { surname: string; level: number; year: number; chance: Chance; seen: Set<string> };

/** One child of the age of a level; never the same name and birthday twice. */
export function inventChild(pattern: StudentRow[], options: ChildOptions): InventedChild {
  const { surname, level, year, chance, seen } = options;
  for (;;) {
    const like = chance.pick(pattern);
    const born = `${year - level - 2 - chance.below(2)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
    const key = `${searchable(`${surname} ${like.first_name}`)}|${born}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const place = nigerianLevels[Math.min(level, nigerianLevels.length - 1)];
    return {
      surname,
      first_name: like.first_name,
      other_names: '',
      gender: like.gender,
      date_of_birth: born,
      class_level: place?.name ?? '',
      class_arm: 'A',
      department: place?.stage === 'senior-secondary' ? chance.pick(nigerianDepartments) : '',
      state_of_origin: like.state_of_origin ?? '',
      lga: like.lga ?? '',
      blood_group: like.blood_group ?? '',
      genotype: like.genotype ?? '',
      allergies: like.allergies ?? '',
      address: like.address ?? '',
    };
  }
}

function inventParents(
  pattern: StudentRow[],
  { family, surname, chance }: { family: number; surname: string; chance: Chance },
) {
  const [mother] = chance.pick(pattern).guardians;
  const [, father] = chance.pick(pattern.filter((row) => row.guardians.length > 1)).guardians;
  const number = String(family).padStart(7, '0');
  return {
    guardian1_relationship: 'mother',
    guardian1_surname: surname,
    guardian1_first_name: mother?.first_name ?? 'Grace',
    guardian1_phone: `0701${number}`,
    guardian1_email: '',
    guardian1_occupation: mother?.occupation ?? '',
    ...(chance.below(4) === 0
      ? {
          guardian2_relationship: '',
          guardian2_surname: '',
          guardian2_first_name: '',
          guardian2_phone: '',
          guardian2_occupation: '',
        }
      : {
          guardian2_relationship: 'father',
          guardian2_surname: surname,
          guardian2_first_name: father?.first_name ?? 'Samuel',
          guardian2_phone: `0702${number}`,
          guardian2_occupation: father?.occupation ?? '',
        }),
  };
}

const two = (value: number) => String(value).padStart(2, '0');

function strideFor(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(count * 0.382));
  while (divisor(stride, count) !== 1) stride += 1;
  return stride;
}
