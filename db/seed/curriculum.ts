import type { NewSubject } from '@/lib/classes/subjects/commands';

/** The fifteen levels of a Nigerian K–12 school, youngest first. */
export const nigerianLevels = [
  { name: 'Playgroup', stage: 'early-years' as const },
  ...[1, 2].map((number) => ({ name: `Nursery ${number}`, stage: 'early-years' as const })),
  ...[1, 2, 3, 4, 5, 6].map((number) => ({ name: `Primary ${number}`, stage: 'primary' as const })),
  ...[1, 2, 3].map((number) => ({ name: `JSS ${number}`, stage: 'junior-secondary' as const })),
  ...[1, 2, 3].map((number) => ({ name: `SSS ${number}`, stage: 'senior-secondary' as const })),
];

export const nigerianDepartments = ['science', 'art', 'commercial'];

const at = (...stages: string[]) =>
  nigerianLevels.filter((level) => stages.includes(level.stage)).map((level) => level.name);
const early = at('early-years');
const primary = at('primary');
const junior = at('junior-secondary');
const senior = at('senior-secondary');

const general = (name: string, ...levels: string[][]): NewSubject => ({
  name,
  offerings: [{ levels: levels.flat() }],
});

/** The subjects with the levels and departments that offer them, as the demonstration school teaches them. */
export const nigerianSubjects: NewSubject[] = [
  general('English Language', early, primary, junior, senior),
  general('Mathematics', early, primary, junior, senior),
  general('Civic Education', primary, junior, senior),
  general('Religious Studies', early, primary, junior),
  general('Physical Education', early, primary, junior),
  general('Yorùbá', primary, junior),
  general('Basic Science', primary, junior),
  general('Social Studies', early, primary, junior),
  general('Fine Arts', early, primary, junior),
  general('Music', early, primary, junior),
  general('Home Economics', primary, junior),
  {
    name: 'French',
    offerings: [{ levels: [...primary, ...junior] }, { levels: senior, department: 'art', isElective: true }],
  },
  {
    name: 'Computer Studies',
    offerings: [{ levels: [...primary, ...junior] }, { levels: senior, isElective: true }],
  },
  {
    name: 'Agricultural Science',
    offerings: [
      { levels: [...primary, ...junior] },
      { levels: senior, department: 'science', isElective: true },
    ],
  },
  { name: 'Physics', offerings: [{ levels: senior, department: 'science' }] },
  { name: 'Chemistry', offerings: [{ levels: senior, department: 'science' }] },
  { name: 'Biology', offerings: [{ levels: senior }] },
  { name: 'Literature in English', offerings: [{ levels: senior, department: 'art' }] },
  {
    name: 'Government',
    offerings: [
      { levels: senior, department: 'art' },
      { levels: senior, department: 'commercial', isElective: true },
    ],
  },
  {
    name: 'Economics',
    offerings: [
      { levels: senior, department: 'commercial' },
      { levels: senior, department: 'art', isElective: true },
    ],
  },
  { name: 'Commerce', offerings: [{ levels: senior, department: 'commercial' }] },
  { name: 'Accounting', offerings: [{ levels: senior, department: 'commercial' }] },
];
