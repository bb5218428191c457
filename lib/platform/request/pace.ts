type Rule = { perSecond: number; /** So many start at once after a quiet time. */ burst: number; /** Nobody waits longer, in ms. */ most: number };

/** How long each of those who come has to wait, in ms, so that not more than the rule allows start (GCRA). */
export function createPace({ perSecond, burst, most }: Rule): (now: number) => number {
  const slot = 1_000 / perSecond;
  let next = 0;
  return (now) => {
    next = Math.max(next, now - (burst - 1) * slot);
    const wait = Math.max(0, next - now);
    if (wait >= most) return most;
    next += slot;
    return wait;
  };
}
