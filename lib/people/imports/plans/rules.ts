// What an import will do, worked out before anything is written: preview shows it, commit carries it out.
import { randomUUID } from 'node:crypto';
import { fullName } from '@/lib/people/rules';
import { matchGuardians, type Guardian, type KnownAccount } from '../guardians/rules';
import {
  blankRecord,
  finding,
  recordColumns,
  type Found,
  type KnownStudent,
  type StudentRecord,
} from '../identities/rules';
import {
  enrolmentChange,
  placing,
  type EnrolmentChange,
  type Placement,
  type SchoolFacts,
} from '../placements/rules';
import type { Findings, Problem } from '../schema';
import type { StudentFile } from '../students/rules';
import type { StudentCounts, StudentRow } from '../students/schema';

export type KnownLink = { guardianId: string; studentId: string; isEnded: boolean };

export type PlannedStudent = {
  id: string;
  known: KnownStudent | null;
  /** A number from elsewhere that a new student keeps. */
  ownNumber: string | null;
  record: StudentRecord;
  changed: string[];
  placement: Placement;
  enrolment: EnrolmentChange | null;
};

export type PlannedLink = {
  guardian: Guardian;
  studentId: string;
  relationship: string;
  priority: number;
  isVerified: boolean;
};

export type StudentPlan = Findings & {
  students: PlannedStudent[];
  guardians: Guardian[];
  links: PlannedLink[];
  counts: StudentCounts;
};

export type Known = {
  students: KnownStudent[];
  accounts: KnownAccount[];
  links: KnownLink[];
  takenNumbers: string[];
};

/** Compares the file with the school: who is new, what differs, which class, which family. */
export function planStudents(file: StudentFile, facts: SchoolFacts, known: Known): StudentPlan {
  const problems = [...file.problems];
  const warnings = [...file.warnings];
  const matched = matchGuardians(file.rows, known.accounts);
  problems.push(...matched.problems);
  warnings.push(...matched.warnings);

  const { session } = facts;
  if (!session)
    problems.push({
      row: null,
      column: null,
      message: 'The school has no academic session yet. Create one first.',
    });
  const place = placing(facts);
  const find = finding(
    known.students,
    facts,
    new Set(known.takenNumbers.map((number) => number.toUpperCase())),
  );
  const ended = new Set(known.links.filter((link) => link.isEnded).map(linkKey));
  const live = new Set(known.links.filter((link) => !link.isEnded).map(linkKey));
  const students: PlannedStudent[] = [];
  const links: PlannedLink[] = [];
  const seen = new Map<string, number>();

  for (const row of file.rows) {
    const placement = place(row);
    const found = find(row);
    const refusals = [placement, found].flatMap((one) =>
      'message' in one ? [{ row: row.row, ...one }] : [],
    );
    problems.push(...refusals);
    if (!session || 'message' in placement || 'message' in found) continue;
    const student = planned(row, found, placement, { session, today: facts.today });
    const earlier = seen.get(student.id);
    if (earlier)
      problems.push({
        row: row.row,
        column: 'surname',
        message: `This is the student of row ${earlier} again.`,
      });
    seen.set(student.id, row.row);
    students.push(student);
    for (const cells of row.guardians) {
      const match = matched.of.get(cells);
      if (!match) continue;
      const key = linkKey({ guardianId: match.guardian.guardianId, studentId: student.id });
      if (ended.has(key)) warnings.push(endedLink(row.row, cells.place, match.guardian));
      if (ended.has(key) || live.has(key)) continue;
      live.add(key);
      links.push({
        guardian: match.guardian,
        studentId: student.id,
        relationship: cells.relationship,
        priority: cells.place,
        isVerified: match.isSurelyThem,
      });
    }
  }
  const counts = counted(students, matched.guardians, links, file.rows.length);
  return { problems, warnings, students, guardians: matched.guardians, links, counts };
}

const linkKey = (link: { guardianId: string; studentId: string }) => `${link.guardianId}/${link.studentId}`;

function endedLink(row: number, place: number, guardian: Guardian): Problem {
  const message = `The office has ended the link of ${fullName(guardian)} to this child; a file does not restore it.`;
  return { row, column: `guardian${place}_surname`, message };
}

function planned(
  row: StudentRow,
  { student, ownNumber }: Found,
  placement: Placement,
  when: Parameters<typeof enrolmentChange>[2],
): PlannedStudent {
  const before = student?.record;
  const changed: string[] = [];
  const record: StudentRecord = { ...blankRecord, ...before };
  for (const column of recordColumns) {
    // An empty cell changes nothing: a file that leaves allergies out must not erase them.
    const given = row[column];
    if (!given || given === before?.[column]) continue;
    record[column] = given;
    if (before) changed.push(column);
  }
  const enrolment = enrolmentChange(student?.enrolment ?? null, placement, { ...when, leftOn: student?.leftOn, planned: student?.planned });
  if (student && enrolment) changed.push('class');
  return {
    id: student?.id ?? randomUUID(),
    known: student,
    ownNumber,
    record,
    changed,
    placement,
    enrolment,
  };
}

function counted(
  students: PlannedStudent[],
  guardians: Guardian[],
  links: PlannedLink[],
  rows: number,
): StudentCounts {
  const changes: Record<string, number> = {};
  for (const column of students.flatMap((one) => one.changed)) changes[column] = (changes[column] ?? 0) + 1;
  const known = students.filter((one) => one.known);
  const changed = known.filter((one) => one.changed.length > 0).length;
  const fresh = guardians.filter((one) => !one.known).length;
  return {
    rows,
    students: {
      new: students.length - known.length,
      changed,
      unchanged: known.length - changed,
      moved: known.filter(({ enrolment }) => enrolment && (enrolment.kind === 'plan' ? enrolment.act === 'move' : enrolment.kind !== 'start')).length,
    },
    guardians: { new: fresh, matched: guardians.length - fresh },
    links: { new: links.length },
    changes,
  };
}
