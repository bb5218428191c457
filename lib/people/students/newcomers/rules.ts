// A student typed into the form is read like a row of a file: one rule for both (domain §3).
import { sayDay, type Day } from '@/lib/platform/dates';
import type { FieldErrors } from '@/lib/platform/errors';
import { fullName } from '@/lib/people/rules';
import type { MatchedGuardians } from '../../imports/guardians/rules';
import { identityOf, identityOfRecord, isSameChild, type KnownStudent } from '../../imports/identities/rules';
import type { KnownClass } from '../../imports/placements/rules';
import { listed } from '@/lib/platform/sentences';
import { overfull } from '../placements/rules';
import type { Problem } from '../../imports/schema';
import { readStudent } from '../../imports/students/rules';
import type { StudentRow } from '../../imports/students/schema';
import type { AddStudentInput, Doubts } from './schema';

/** The form as the row it would be in a file. */
export function readNewcomer(input: AddStudentInput, chosen: KnownClass | undefined, today: Day) {
  const { class_id: _class, guardian1_is: _one, guardian2_is: _two, is_another: _another, is_over: _over, ...cells } = input;
  return readStudent({ row: 1, cells: { ...cells, class_level: chosen?.levelName ?? '', class_arm: chosen?.arm ?? '' } }, today);
}

/** Sentences at the fields of the form; what a file would say of level and arm belongs to the one field "class". */
export function fieldsOf(problems: readonly Problem[]): FieldErrors {
  const fields: FieldErrors = {};
  for (const { column, message } of problems) {
    const name = column === 'class_level' || column === 'class_arm' || column === null ? 'class_id' : column;
    fields[name] ??= message;
  }
  return fields;
}

export type Asked = { fields: FieldErrors; doubts: Doubts };

/** A child of the same name and birthday may be another child: it is asked about, not refused. */
export function sameChildDoubt(row: StudentRow, students: readonly KnownStudent[], confirmed: Doubts): Asked {
  const same = students.find(({ id, record }) => id !== confirmed.is_another && isSameChild(identityOf(row), identityOfRecord(record)));
  if (!same) return { fields: {}, doubts: {} };
  const where = same.enrolment ? '' : ', who has left';
  const text = `${fullName(identityOfRecord(same.record))}, born on ${sayDay(same.record.date_of_birth)}, is in the records already (${same.admissionNumber}${where}). If this is another child, tick the box.`;
  return { fields: { is_another: text }, doubts: { is_another: same.id } };
}

/** One admission number is one child. */
export function numberProblem(row: StudentRow, students: readonly KnownStudent[]): FieldErrors {
  const number = row.admission_number?.toUpperCase();
  const owner = number ? students.find((one) => one.admissionNumber.toUpperCase() === number) : undefined;
  if (!owner) return {};
  return { admission_number: `${number} is already ${fullName(identityOfRecord(owner.record))}’s. Give another, or leave it empty.` };
}

/** A full class is asked about. */
export function seatDoubt(chosen: { id: string; name: string }, seats: { taken: number; capacity: number }, confirmed: Doubts): Asked {
  const full = confirmed.is_over === chosen.id ? null : overfull(chosen, seats, 1);
  return full ? { fields: { is_over: full }, doubts: { is_over: chosen.id } } : { fields: {}, doubts: {} };
}

/** Guardians the school knows already are linked only after a yes: "This is Mrs Okafor …: link her?" */
export function guardianDoubts(
  row: StudentRow,
  { of }: Pick<MatchedGuardians, 'of'>,
  { confirmed, wards }: { confirmed: Doubts; wards: ReadonlyMap<string, readonly string[]> },
): Asked {
  const fields: FieldErrors = {};
  const doubts: Doubts = {};
  const [first, second] = row.guardians.map((cells) => of.get(cells)?.guardian);
  if (first && first === second) fields.guardian2_phone = `This is ${fullName(first)} again. Leave the second guardian empty, or give another number.`;
  for (const cells of row.guardians) {
    const match = of.get(cells);
    const known = match?.guardian.known;
    const box = `guardian${cells.place}_is` as const;
    if (!match || !known) continue;
    if (confirmed[box] === known.userId) continue;
    doubts[box] = known.userId;
    const children = wards.get(known.userId) ?? [];
    const who = `${fullName(known)}${children.length > 0 ? `, guardian of ${listed(children)}` : ` (${known.username})`}`;
    fields[box] = match.isSurelyThem
      ? `This is ${who}. To link the same person, tick the box; or give another number.`
      : `That number or address belongs to ${who}, not to ${fullName({ surname: cells.surname, firstName: cells.first_name })}. Ticking the box links ${fullName(known)}; the link waits until the office has verified it.`;
  }
  return { fields, doubts };
}
