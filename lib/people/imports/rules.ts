import { SHOWN_PROBLEMS, type Findings, type Problem, type ShownFindings } from './schema';

/** "row 17, guardian1_phone: '0803-12' is not a phone number". */
export function sayProblem({ row, column, message }: Problem): string {
  const where = [row === null ? '' : `row ${row}`, column ?? ''].filter(Boolean).join(', ');
  return where ? `${where}: ${message}` : message;
}

/** The first findings in the order of the file, and how many there are in all. */
export function shownFindings({ problems, warnings }: Findings): ShownFindings {
  const byRow = (a: Problem, b: Problem) => (a.row ?? 0) - (b.row ?? 0);
  return {
    problems: problems.toSorted(byRow).slice(0, SHOWN_PROBLEMS),
    warnings: warnings.toSorted(byRow).slice(0, SHOWN_PROBLEMS),
    problemCount: problems.length,
    warningCount: warnings.length,
  };
}

/** What a person typed, short enough for a sentence. */
export function quoted(text: string): string {
  const characters = [...text];
  return `'${characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text}'`;
}

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
