import { hasCode } from './errors';

const DISK_FULL = '53100';
let isFull = false;

/** Remembers whether the database's disk is full, until a write goes through (null); true when this error says so. */
export function noteWrite(error: unknown): boolean {
  const saysFull = hasCode(error, (code) => code === DISK_FULL);
  if (saysFull || error === null) isFull = saysFull;
  return saysFull;
}

/** Whether the last write of this process found no room: reading goes on, and nobody can work. */
export const diskIsFull = (): boolean => isFull;
