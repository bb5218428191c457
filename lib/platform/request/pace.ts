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

const MOST_NETWORKS = 10_000;
// Longer lines of one network would take the places of all ahead of everybody else.
const OWN_LINE_MS = 1_000;

/** As `createPace` for all together; each network besides starts at most half as fast, so that one of them leaves room to the others. */
export function createSharedPace(rule: Rule): (network: string, now: number) => number {
  const all = createPace(rule);
  const networks = new Map<string, ReturnType<typeof createPace>>();
  return (network, now) => {
    const own = networks.get(network) ?? createPace({ ...rule, perSecond: rule.perSecond / 2, most: OWN_LINE_MS });
    // The one that was asked for longest ago is the first to be forgotten.
    networks.delete(network);
    networks.set(network, own);
    const [oldest] = networks.keys();
    if (oldest !== undefined && networks.size > MOST_NETWORKS) networks.delete(oldest);
    const wait = own(now);
    return wait >= OWN_LINE_MS ? rule.most : Math.max(wait, all(now));
  };
}
