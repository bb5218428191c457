import postgres from 'postgres';

/** The database takes connections and says nothing: its host is frozen, or its disk hangs. */
export class DatabaseSilent extends Error {
  readonly code = 'DATABASE_SILENT';
  constructor() {
    super('the database does not answer');
    this.name = 'DatabaseSilent';
  }
}

type Times = {
  /** After so long without an answer, in ms, somebody asks whether the database answers at all. */
  patience: number;
  /** So long that question may take. */
  probe: number;
  /** A single query is given up after this, whoever else is answered; longer than its own time-out in the server. */
  most: number;
};

const usual: Times = { patience: 2_500, probe: 1_500, most: 8_000 };

type Pending = { since: number; isQuery: boolean; giveUp: (error: Error) => void };

/**
 * Watches what a pool waits for. The driver has no time-out of its own, and those of the server do not help when the
 * server is what hangs. While the database is silent everything is refused at once, until it answers again.
 */
export function watchAnswers(ask: () => Promise<unknown>, times: Times = usual) {
  const pending = new Set<Pending>();
  let isSilent = false;
  let isProbing = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const giveUp = (one: Pending) => {
    pending.delete(one);
    one.giveUp(new DatabaseSilent());
  };

  const probe = async () => {
    isProbing = true;
    const answers = await within(times.probe, ask());
    isProbing = false;
    isSilent = !answers;
    if (isSilent) for (const one of pending) giveUp(one);
  };

  const look = () => {
    const now = performance.now();
    for (const one of pending) if (one.isQuery && now - one.since > times.most) giveUp(one);
    const isLate = [...pending].some((one) => now - one.since > times.patience);
    if ((isLate || isSilent) && !isProbing) void probe();
    if (pending.size > 0 || isSilent || isProbing) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    /** Throws when there is no point in asking. */
    refuseWhileSilent(): void {
      if (isSilent) throw new DatabaseSilent();
    },
    /** The work's own outcome, or DatabaseSilent when that would take for ever. */
    bounded<T>(work: PromiseLike<T>, isQuery: boolean): Promise<T> {
      return new Promise((resolve, reject) => {
        const one: Pending = { since: performance.now(), isQuery, giveUp: reject };
        pending.add(one);
        timer ??= setInterval(look, Math.min(250, times.patience / 4)).unref();
        work.then(
          (value) => (pending.delete(one), resolve(value)),
          (error: unknown) => (pending.delete(one), reject(error)),
        );
      });
    },
  };
}

export type AnswerWatch = ReturnType<typeof watchAnswers>;

/** True when the work ended well within this many ms. */
function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    work.then(
      () => (clearTimeout(timer), resolve(true)),
      // A refused connection is an answer: whoever waits gets an error of their own.
      () => (clearTimeout(timer), resolve(true)),
    );
  });
}

/** Asks on a connection of its own, made for each question: one that hangs is of no use for the next. */
export function askAt(url: string): () => Promise<unknown> {
  return async () => {
    const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await client`select 1`;
    } finally {
      void client.end({ timeout: 1 }).catch(() => undefined);
    }
  };
}
