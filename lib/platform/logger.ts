import pino from 'pino';

/** JSON lines; personal fields never reach the file, whatever a caller passes. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: { process: process.env.THS_PROCESS ?? 'web' },
  redact: {
    paths: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', 'headers', '*.headers', 'input', '*.input'],
    censor: '[redacted]',
  },
  serializers: { err: withoutValues },
});

/** A driver error's detail and query parameters carry row values; its code, message and stack do not. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'not an error object' };
  const cause = error.cause instanceof Error ? withoutValues(error.cause) : undefined;
  const { name, stack } = error;
  const code = (error as { code?: unknown }).code;
  // Drizzle appends "params: …" to its message: everything a person typed.
  const message = mask(error.message);
  return { name, code, message, stack: stack ? mask(stack) : undefined, cause };
}

function mask(text: string): string {
  return text
    .replace(/\nparams:[^\n]*/g, '\nparams: [redacted]')
    .replace(/postgres(ql)?:\/\/[^@\s]+@/g, 'postgres://[redacted]@');
}
