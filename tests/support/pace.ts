/** How long this takes, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * The ms that something guaranteed within `most` may take here: longer only where ordinary work is slow at the same
 * moment, which `pace` says.
 */
export const allowed = (most: number, pace: number): number => Math.max(most, 10 * pace);
