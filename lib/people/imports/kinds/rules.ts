// What the browser must know of imports before it sends a file; no schema is loaded for it.

export const importKinds = ['students', 'staff'] as const;
export type ImportKind = (typeof importKinds)[number];

/** The bucket's limit for import files (domain §11). */
export const MOST_UPLOADED = 10 * 1024 * 1024;

/** What may be uploaded, by the ending of its name; the bytes are looked at as well. */
export const contentTypes: Record<string, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const endingOf = (fileName: string) => /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
