type Stop = () => Promise<unknown>;

/** Collects what has been started, and stops it in the opposite order: once, whatever asks for it. */
export function createEnding() {
  const stops: Stop[] = [];
  let ending: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      await stop().catch((error: Error) => console.error(`While stopping: ${error.message}`));
    }
  }

  return {
    /** Remembers how to stop something, even while it is still starting. */
    async starting<T extends { stop(): Promise<void> }>(thing: Promise<T>): Promise<T> {
      stops.push(async () => (await thing.catch(() => null))?.stop());
      return thing;
    },
    add: (stop: Stop) => stops.push(stop),
    end: () => (ending ??= stopAll()),
    /** Resolves when the operator or the system asks this process to leave. */
    asked: new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    }),
  };
}
