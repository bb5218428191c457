import { hasCode } from './errors';

const DISK_FULL = '53100';
let isFull = false;

/** Remembers from what a write ended with whether the database's disk is full; true when it is. */
export function noteWrite(error: unknown): boolean {
  isFull = hasCode(error, (code) => code === DISK_FULL);
  return isFull;
}

/** Whether the last write of this process found no room: reading goes on, and nobody can work. */
export const diskIsFull = (): boolean => isFull;
