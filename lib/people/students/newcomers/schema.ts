import { z } from 'zod';

/** What the form asks, named like the columns of a file, so that one set of sentences serves both. */
const typed = [
  'admission_number', 'surname', 'first_name', 'other_names', 'gender', 'date_of_birth', 'department', 'state_of_origin',
  'lga', 'address', 'previous_school',
  'guardian1_relationship', 'guardian1_surname', 'guardian1_first_name', 'guardian1_phone', 'guardian1_email', 'guardian1_occupation',
  'guardian2_relationship', 'guardian2_surname', 'guardian2_first_name', 'guardian2_phone', 'guardian2_email', 'guardian2_occupation',
] as const;

const cell = z.string({ error: 'Write this as text.' }).max(1_200, { error: 'That is too long.' }).default('');

/** A doubt that the office has answered with yes, by the id of what it was about: another answer needs another yes. */
const confirmed = z.uuid().optional();

export const addStudentInput = z.strictObject({
  // `fromEntries` forgets the names; the list above is what it was made from.
  ...(Object.fromEntries(typed.map((name) => [name, cell])) as Record<(typeof typed)[number], typeof cell>),
  /** Empty where none was chosen: that is said together with everything else. */
  class_id: z.union([z.literal(''), z.uuid()], { error: 'Choose a class.' }).default(''),
  /** The accounts of guardians whom the school has already. */
  guardian1_is: confirmed,
  guardian2_is: confirmed,
  /** The child of the same name and birthday that this one is not. */
  is_another: confirmed,
  /** The full class that takes one more. */
  is_over: confirmed,
});

export type AddStudentInput = z.output<typeof addStudentInput>;

/** What each box asks about, by id. */
export type Doubts = Partial<Record<'guardian1_is' | 'guardian2_is' | 'is_another' | 'is_over', string>>;

export type AddedStudent = {
  studentId: string;
  name: string;
  className: string;
  slips: { name: string; username: string; password: string }[];
  /** What was left as it stands, e.g. a number that a guardian keeps. */
  notes: string[];
};
