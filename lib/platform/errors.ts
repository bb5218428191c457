export type ErrorCode =
  | 'INVALID'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  /** Someone else changed it since it was read. */
  | 'CONFLICT'
  /** Allowed for this person, but not in this state. */
  | 'LOCKED'
  | 'LIMITED'
  /** A part the school depends on is away; the same request may be sent again. */
  | 'UNAVAILABLE'
  | 'INTERNAL';

export type FieldErrors = Record<string, string>;

/** An expected failure, with a sentence a parent can understand. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: { fields?: FieldErrors; data?: unknown } = {},
  ) {
    super(message);
    this.name = 'AppError';
  }
}

export type ActionFailure = {
  ok: false;
  code: ErrorCode;
  message: string;
  fields?: FieldErrors;
  /** What a conflict needs to show both sides. */
  data?: unknown;
  /** What a form sent, without its secrets, so that nothing typed is lost. */
  typed?: Record<string, string>;
  /** The request id, to be read out to the office. */
  ref?: string;
};

export type ActionResult<T> = { ok: true; data: T } | ActionFailure;

const awayCodes = new Set([
  'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECTION_CONNECT_TIMEOUT',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'DATABASE_SILENT',
  // PostgreSQL: shutting down, starting up, too many connections, statement and lock timeouts, disk full.
  '57P01', '57P02', '57P03', '53300', '53100', '57014', '55P03', '40001', '40P01', '08006', '08003', '25P03',
]);

/** True when the database (or another part) is away or busy, so the same request may be tried again. */
export function isUnavailable(error: unknown): boolean {
  return hasCode(error, (code) => awayCodes.has(code));
}

/**
 * True when somebody else's transaction was in the way: a deadlock, a serialization failure, or a constraint that a row
 * written meanwhile broke. Done once more, the same work sees what the other wrote.
 */
export function isOvertaken(error: unknown): boolean {
  return isTaken(error) || hasCode(error, (code) => code === '40P01' || code === '40001');
}

/** True when a unique, exclusion or foreign key constraint refused a row. */
export function isTaken(error: unknown): boolean {
  return hasCode(error, (code) => code === '23505' || code === '23P01' || code === '23503');
}

/** Whether an error, or one that caused it, carries such a code (SQLSTATE or the system's). */
export function hasCode(error: unknown, fits: (code: string) => boolean): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (fits(String((cause as { code?: unknown }).code))) return true;
  }
  return false;
}

/** Drizzle writes the parameters of a failed query into its message; pages' errors are printed, so they go. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('Failed query')) return error;
  const plain = new Error(error.message.replace(/\nparams:[\s\S]*$/, ''), { cause: error.cause });
  plain.name = 'QueryError';
  return plain;
}
