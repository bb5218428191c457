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
  /** How often is looked, in ms. All else is counted in looks: a process that is too busy to look has not waited. */
  look: number;
  /** After so many looks without any answer somebody asks whether the database answers at all. */
  patience: number;
  /** So many more that question may take. */
  probe: number;
  /** A single query is given up after this many, whoever else is answered; longer than its own time-out in the server. */
  most: number;
};

const usual: Times = { look: 250, patience: 10, probe: 5, most: 32 };

/** So many queries in a row without an answer, while the database answers others, are a pool of dead connections. */
const DEAD_AFTER = 5;

type Options = { times?: Times; /** Only new connections work: told once, until one of the old answers again. */ onDeadPool?: () => void };

type Pending = { since: number; /** In looks. */ most: number; giveUp: (error: Error) => void };

/**
 * Watches what a pool waits for. The driver has no time-out of its own, and those of the server do not help when the
 * server is what hangs. While the database is silent everything is refused at once, until it answers again.
 */
export function watchAnswers(ask: () => Promise<unknown>, { times = usual, onDeadPool = () => undefined }: Options = {}) {
  const pending = new Set<Pending>();
  let looks = 0;
  let lastAnswer = 0;
  let isSilent = false;
  let unanswered = 0;
  let probing: { since: number } | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  /** Any answer shows that the database is there, an error or a refused connection too. */
  const answered = (error?: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'CONNECT_TIMEOUT') return;
    lastAnswer = looks;
    isSilent = false;
    probing = null;
  };
  const probe = () => {
    probing = { since: looks };
    ask().then(() => answered(), answered);
  };
  const giveUp = (one: Pending) => {
    pending.delete(one);
    one.giveUp(new DatabaseSilent());
  };
  const judge = () => {
    for (const one of pending) {
      if (looks - one.since <= one.most) continue;
      giveUp(one);
      unanswered += 1;
      if (unanswered === DEAD_AFTER) onDeadPool();
    }
    if (probing && looks - Math.max(probing.since, lastAnswer) >= times.probe) {
      isSilent = true;
      probing = null;
      for (const one of pending) giveUp(one);
    }
    const oldest = Math.min(...[...pending].map((one) => one.since));
    if (!probing && (isSilent || looks - Math.max(oldest, lastAnswer) >= times.patience)) probe();
    if (pending.size > 0 || isSilent || probing) return;
    clearInterval(timer);
    timer = undefined;
  };
  const look = () => {
    looks += 1;
    // What has arrived meanwhile is read first.
    setImmediate(judge);
  };

  return {
    /** Throws when there is no point in asking. */
    refuseWhileSilent(): void {
      if (isSilent) throw new DatabaseSilent();
    },
    /** The work's own outcome, or DatabaseSilent when that would take for ever: longer than `allowedMs`, where the server lets it take that long. */
    bounded<T>(work: PromiseLike<T>, allowedMs = 0): Promise<T> {
      return new Promise((resolve, reject) => {
        const one: Pending = { since: looks, most: Math.max(times.most, 1.25 * allowedMs / times.look), giveUp: reject };
        pending.add(one);
        timer ??= setInterval(look, times.look).unref();
        work.then(
          (value) => {
            pending.delete(one);
            unanswered = 0;
            answered();
            resolve(value);
          },
          (error: unknown) => {
            pending.delete(one);
            answered(error);
            reject(error);
          },
        );
      });
    },
  };
}

export type AnswerWatch = ReturnType<typeof watchAnswers>;

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
