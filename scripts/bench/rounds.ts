import { fire, median, type Fired, type Target } from './load';
import type { Plan } from './options';

export type Compared = {
  ours: Fired;
  floor: Fired;
  /** Medians of each round's own ratio. */ ratio: number;
  cpuRatio: number;
};

type Pair = { ours: Target; floor: Target; clients: number };

/** Floor, ours, floor, as often as planned: what disturbs a round disturbs both sides of its ratio. */
export async function compare({ ours, floor, clients }: Pair, plan: Plan): Promise<Compared> {
  const amountOf = async (target: Target, seconds: number) => {
    // Warms up, and tells how many requests fill the time.
    const first = await fire(target, { clients, amount: clients * plan.warmUp });
    return Math.max(clients * 2, Math.min(5_000, Math.round(first.perSecond * seconds)));
  };
  const floorSize = { clients, amount: await amountOf(floor, plan.floorSeconds) };
  const size = { clients, amount: await amountOf(ours, plan.seconds) };
  const rounds: { ours: Fired; floor: Fired }[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const before = await fire(floor, floorSize);
    const measured = await fire(ours, size);
    const after = await fire(floor, floorSize);
    rounds.push({ ours: measured, floor: together([before, after], mean) });
  }
  return {
    ours: together(
      rounds.map((one) => one.ours),
      median,
    ),
    floor: together(
      rounds.map((one) => one.floor),
      median,
    ),
    ratio: median(rounds.map((one) => one.ours.p50 / one.floor.p50)),
    cpuRatio: median(rounds.map((one) => one.ours.cpuMs / one.floor.cpuMs)),
  };
}

function together(all: Fired[], by: (values: number[]) => number): Fired {
  const of = (name: keyof Fired) => by(all.map((one) => one[name]));
  const sum = (name: 'requests' | 'failed') => all.reduce((total, one) => total + one[name], 0);
  return {
    requests: sum('requests'),
    failed: sum('failed'),
    p50: of('p50'),
    p95: of('p95'),
    perSecond: of('perSecond'),
    cpuMs: of('cpuMs'),
    databaseMs: of('databaseMs'),
  };
}

const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
