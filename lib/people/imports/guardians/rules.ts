// A guardian is one account, found by phone, then by e-mail, else made; siblings and families share it (domain §3).
import { randomUUID } from 'node:crypto';
import { fullName, searchable } from '@/lib/people/rules';
import { quoted } from '../rules';
import type { Problem } from '../schema';
import type { GuardianRow, StudentRow } from '../students/schema';

/** An account that a phone number or e-mail of the file belongs to. */
export type KnownAccount = {
  userId: string;
  username: string;
  phone: string | null;
  email: string | null;
  surname: string;
  firstName: string;
  occupation: string;
  guardianId: string | null;
  isStudent: boolean;
  isDeleted: boolean;
};

/** A guardian of the file: an account the school has, or one to be made. */
export type Guardian = {
  guardianId: string;
  known: KnownAccount | null;
  surname: string;
  firstName: string;
  phone: string | null;
  email: string | null;
  occupation: string;
  row: number;
};

export type GuardianMatch = { guardian: Guardian; isSurelyThem: boolean };

export type MatchedGuardians = {
  guardians: Guardian[];
  of: Map<GuardianRow, GuardianMatch>;
  problems: Problem[];
  warnings: Problem[];
};

/** Finds or makes the guardian behind every guardian cell of the file. */
export function matchGuardians(
  rows: readonly Pick<StudentRow, 'guardians'>[],
  accounts: readonly KnownAccount[],
): MatchedGuardians {
  const book = createBook(accounts);
  const matched: MatchedGuardians = { guardians: book.all, of: new Map(), problems: [], warnings: [] };
  for (const row of rows.flatMap((student) => student.guardians)) {
    const { guardian, says } = book.find(row);
    const note = (message: string, column = 'phone'): Problem => ({
      row: row.row,
      column: `guardian${row.place}_${column}`,
      message,
    });
    const refusal = unusable(guardian);
    if (refusal) matched.problems.push(note(refusal));
    const kinship = kinshipOf(row, guardian);
    if (kinship !== 'same') {
      const who = fullName(guardian);
      const rest =
        kinship === 'family'
          ? 'One account serves both.'
          : 'The link waits until the office has verified it.';
      matched.warnings.push(
        note(`This number or e-mail belongs to ${who}, not to ${fullName(namesOf(row))}. ${rest}`),
      );
    }
    matched.warnings.push(...says.map(({ column, message }) => note(message, column)));
    matched.of.set(row, { guardian, isSurelyThem: kinship !== 'stranger' });
  }
  return matched;
}

type Remark = { column: 'phone' | 'email'; message: string };

/** All guardians met so far, by phone and e-mail. Contacts are filled where they are empty and never replaced. */
function createBook(accounts: readonly KnownAccount[]) {
  const all: Guardian[] = [];
  const byPhone = new Map<string, Guardian>();
  const byEmail = new Map<string, Guardian>();
  const met = new Set<Guardian>();
  for (const known of accounts) remember(fromAccount(known));

  function remember(guardian: Guardian): Guardian {
    if (guardian.phone) byPhone.set(guardian.phone, guardian);
    if (guardian.email) byEmail.set(guardian.email, guardian);
    return guardian;
  }

  function find(row: GuardianRow): { guardian: Guardian; says: Remark[] } {
    const says: Remark[] = [];
    const writer = row.email ? byEmail.get(row.email) : undefined;
    const isWriter = writer && (!row.phone || !writer.phone || kinshipOf(row, writer) === 'same');
    const guardian = byPhone.get(row.phone) ?? (isWriter ? writer : undefined) ?? newGuardian(row);
    const isThem = kinshipOf(row, guardian) === 'same';
    if (row.phone && guardian.phone && guardian.phone !== row.phone) {
      says.push({
        column: 'phone',
        message: `${fullName(guardian)} keeps the number ${guardian.phone}. The office can change it on their page.`,
      });
    }
    if (writer && writer !== guardian) {
      says.push({
        column: 'email',
        message: `${quoted(row.email)} belongs to ${fullName(writer)} and is not given to a second account.`,
      });
    } else if (isThem && row.email && guardian.email && guardian.email !== row.email) {
      says.push({
        column: 'email',
        message: `${fullName(guardian)} keeps the e-mail address they have. The office can change it on their page.`,
      });
    } else if (isThem) {
      // Only their own row: a mistyped number must not put someone else's e-mail on an account.
      guardian.email ??= row.email || null;
    }
    if (isThem) guardian.phone ??= row.phone || null;
    // The first row that names an occupation decides, so that reading the file again changes nothing.
    if (isThem && row.occupation && (!met.has(guardian) || guardian.occupation === ''))
      guardian.occupation = row.occupation;
    // A second number of theirs leads to them as well, though the account keeps the first.
    if (row.phone && !byPhone.has(row.phone)) byPhone.set(row.phone, guardian);
    if (!met.has(guardian)) all.push(guardian);
    met.add(guardian);
    remember(guardian);
    return { guardian, says };
  }

  return { all, find };
}

function fromAccount(known: KnownAccount): Guardian {
  const { surname, firstName, phone, email, occupation } = known;
  return {
    guardianId: known.guardianId ?? randomUUID(),
    known,
    surname,
    firstName,
    phone,
    email,
    occupation,
    row: 0,
  };
}

function newGuardian(row: GuardianRow): Guardian {
  const contacts = { phone: null, email: null, occupation: '' };
  return { guardianId: randomUUID(), known: null, ...namesOf(row), ...contacts, row: row.row };
}

function unusable({ known }: Guardian): string | null {
  if (known?.isDeleted)
    return `This number or e-mail belongs to the deleted account ${known.username}. Restore it first.`;
  if (known?.isStudent) return `This number or e-mail belongs to the student account ${known.username}.`;
  return null;
}

const namesOf = (row: GuardianRow) => ({ surname: row.surname, firstName: row.first_name });

/** A mistyped number must not show a child to a stranger: without one name in common a person has to look. */
function kinshipOf(row: GuardianRow, guardian: Guardian): 'same' | 'family' | 'stranger' {
  const [mine, theirs] = [searchable(fullName(namesOf(row))), searchable(fullName(guardian))];
  const words = new Set(theirs.split(' '));
  const names = mine.split(' ');
  if (mine === theirs || names.toSorted().join(' ') === [...words].toSorted().join(' ')) return 'same';
  return names.some((name) => words.has(name)) ? 'family' : 'stranger';
}
