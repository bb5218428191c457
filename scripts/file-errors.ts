const says: Record<string, string> = {
  EROFS: 'is on a disk that can only be read',
  EACCES: 'may not be written by the user who runs this',
  EPERM: 'may not be written by the user who runs this',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is on a disk whose quota is used up',
  ENOTDIR: 'lies below something that is no folder',
};

/** What an operator can do about an error: for files, which one and why; otherwise the error's own words. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '', path } = error as NodeJS.ErrnoException;
  const reason = says[code];
  if (!reason || !path) return error.message;
  return `${path} ${reason}. Make room or give the right to write, or choose another folder with THS_DATA_DIR=….`;
}
