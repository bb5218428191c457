/** Runs at most `most` pieces of work at once; the others wait in order. Work never starts before this returns. */
export function createLanes(most: number) {
  const waiting: (() => void)[] = [];
  let busy = 0;
  const next = () => {
    const start = busy < most ? waiting.shift() : undefined;
    if (!start) return;
    busy += 1;
    start();
  };
  return async <T>(work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((start) => {
      waiting.push(start);
      next();
    });
    try {
      return await work();
    } finally {
      busy -= 1;
      next();
    }
  };
}

export type Lanes = ReturnType<typeof createLanes>;
