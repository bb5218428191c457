import type { ImportState } from '../office/schema';

/** How often the worker begins with a step that kills it, or fails for no reason that is known. */
export const MOST_ATTEMPTS = 3;

const FIRST_WAIT = 15;
const LONGEST_WAIT = 30 * 60;
/** From a quarter of a minute to half an hour: about five hours in all. */
const MOST_PUT_OFF = 16;
const HOURS = 'five hours';

/** How long a step waits for a part that does not answer, after it was put off this often; null when it has waited enough. */
export function secondsAfterOutage(putOff: number): number | null {
  return putOff >= MOST_PUT_OFF ? null : Math.min(FIRST_WAIT * 2 ** putOff, LONGEST_WAIT);
}

/** How long a step waits after it failed for no reason that is known: a minute, then five. */
export function secondsAfterFailure(attempts: number): number | null {
  return [60, 300][attempts - 1] ?? null;
}

type WithWorker = Extract<ImportState, 'reading' | 'checking' | 'committing' | 'undoing'>;
type Back = Record<WithWorker, ImportState>;

/** Where an import goes from a step that is refused. */
export const backAfterRefusal: Back = { reading: 'failed', checking: 'failed', committing: 'checked', undoing: 'committed' };

/** Where it goes when a part was away for too long: to where a person can ask for the same step once more. */
export const backAfterOutage: Back = { ...backAfterRefusal, checking: 'read' };

export const brokeOff = 'The work broke off three times, and nothing was written. Please tell whoever looks after this server.';

const whatToDo: Record<string, string> = {
  reading: 'upload the file again', checking: 'press “Check the file” once more', committing: 'say yes to the import once more',
  undoing: 'press “Undo this import” once more',
};

/** What the office reads after the last try. */
export const sayGivenUp = (state: ImportState, away: string): string =>
  `${away} It was tried for ${HOURS}, and nothing was written. Tell whoever looks after this server; then ${whatToDo[state] ?? 'begin again'}.`;

/** What the office reads while it goes on. */
export const sayPutOff = (reason: string, time: string): string => `${reason} It will be tried again at ${time}.`;
