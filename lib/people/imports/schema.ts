/** What is wrong, or worth knowing, and where a spreadsheet shows it: the header is row 1. */
export type Problem = { row: number | null; column: string | null; message: string };

export type Findings = { problems: Problem[]; warnings: Problem[] };

/** One record of the file: cells by the name of their column; a column the file lacks is absent. */
export type Row = { row: number; cells: Partial<Record<string, string>> };

/** A row as it stands in the file; blank rows count, as in a spreadsheet. */
export type SheetRow = { row: number; cells: string[]; /** Why its cells cannot be told apart, where they do not fit the header. */ misfit?: string };

/** A file that was read: the column names and the rows that hold something. */
export type Sheet = { header: string[]; rows: SheetRow[] };

/** What can be imported: the bytes or text of a CSV file, or a sheet that was read already. */
export type ImportSource = Uint8Array | string | Sheet;

export type Table = Findings & { rows: Row[] };

/** The columns a file may have. Names are compared without case, spaces, hyphens and underscores. */
export type Columns = {
  required: readonly string[];
  optional: readonly string[];
  /** Headers that would hand out rights; a file that has one is refused. */
  refused: readonly string[];
};

/** At most this many problems and warnings are shown; all are counted. */
export const SHOWN_PROBLEMS = 200;

export const MAX_ROWS = 50_000;
export const MOST_COLUMNS = 60;
export const MAX_MEGABYTES = 20;

/** What a preview shows of the findings. */
export type ShownFindings = Findings & { problemCount: number; warningCount: number };

/** Called while a file is written, with the step under way and how far the whole is, 0 to 1. */
export type Report = (step: string, share: number) => void;

/** A first password that is shown once, for the login slip. */
export type NewLogin = { userId: string; name: string; username: string; password: string };
