// What is sent again until the school has answered, and what is said of it meanwhile.
import { newOperationId } from '@/components/shared/operation-id';
import type { ActionFailure, ErrorCode } from '@/lib/platform/errors';

/** Answers that a later try can turn into a yes; anything else waits for a person. */
export const passing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'LIMITED', 'INTERNAL', 'UNAUTHENTICATED']);

/** Something that was sent and has had no answer. */
export type Sent = { operationId: string; what: string };

/** Under which id something is sent: the one of before while nothing else is meant, so that it happens once. */
export function sending(before: Sent | null, intent: object): Sent {
  const what = JSON.stringify(intent);
  return before?.what === what ? before : { what, operationId: newOperationId() };
}

/** When a register that waits on this device will be sent, from what the school answered last. */
export const sayWaiting = ({ code }: { code?: ErrorCode }): string =>
  code === 'UNAUTHENTICATED' ? 'Sign in again and it will be sent.' : 'It will be sent when the school’s server answers.';

/** Neither the school nor this device has it. */
export function notKept(code: ErrorCode = 'UNAVAILABLE'): ActionFailure {
  const next = code === 'UNAUTHENTICATED' ? 'sign in again in another tab, then press Save again' : 'press Save again in a moment';
  return {
    ok: false, code,
    message: `This register could not be sent, and it could not be saved on this device either. Your marks are still on this page: ${next}.`,
  };
}

export const undoUnknown: ActionFailure = {
  ok: false, code: 'UNAVAILABLE',
  message: 'The school’s server did not answer, so we do not know whether it was undone. Press Undo again: it is undone once.',
};
