import { SHOWN_PROBLEMS, type Findings, type Problem, type ShownFindings } from './schema';

/** "row 17, guardian1_phone: '0803-12' is not a phone number". */
export function sayProblem({ row, column, message }: Problem): string {
  const where = [row === null ? '' : `row ${row}`, column ?? ''].filter(Boolean).join(', ');
  return where ? `${where}: ${message}` : message;
}

/** The first findings in the order of the file, and how many there are in all. */
export function shownFindings({ problems, warnings }: Findings): ShownFindings {
  const byRow = (a: Problem, b: Problem) => (a.row ?? 0) - (b.row ?? 0);
  const first = (found: Problem[]) => found.toSorted(byRow).slice(0, SHOWN_PROBLEMS)
    .map((one) => ({ ...one, message: shortened(one.message, LONGEST_MESSAGE) }));
  return {
    problems: first(problems),
    warnings: first(warnings),
    problemCount: problems.length,
    warningCount: warnings.length,
  };
}

// Long enough for every sentence of ours; what a file says in one is cut before it.
const LONGEST_MESSAGE = 240;

/** The beginning of a text, for a page; no letter is cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const letters = [...text.slice(0, most * 2)];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
}

/** What a person typed, short enough for a sentence. */
export const quoted = (text: string): string => `'${shortened(text, 40)}'`;

/** How names of levels, classes and columns are compared: "JSS 1 A", "jss1a" and "JSS_1-A" are one. */
export function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, '');
}

/** Rows in parts, so that no statement grows without end. */
export function inParts<T>(rows: readonly T[], size = 2_000): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < rows.length; start += size) parts.push(rows.slice(start, start + size));
  return parts;
}

export const onlySuperAdmin = 'This file makes admins, or changes a super admin. Only a super admin may import it.';
