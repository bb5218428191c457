import { listMeasured, type Measured } from './lists';
import { fire, median } from './load';
import type { Plan } from './options';
import { ms, table, times } from './print';
import { page } from './requests';
import type { School } from './stage';

export const LIMIT = 1.5;

type Sides = { small: School; large: School };
type Size = { amount: number; rounds: number };
type Row = Measured & { small: number; large: number; ratio: number; failed: number };

/** The same pages with ten times the students; true when every list stays within its limit. */
export async function growth(sides: Sides, plan: Plan): Promise<{ text: string; failed: number; isWithin: boolean }> {
  const ofLarge = listMeasured(sides.large.people);
  const rows: Row[] = [];
  for (const [index, small] of listMeasured(sides.small.people).entries()) {
    const large = ofLarge[index] ?? small;
    rows.push(await sideBySide(sides, { small, large }, { amount: plan.quick ? 20 : 40, rounds: plan.rounds }));
  }
  const over = rows.filter((one) => one.isList && one.ratio > LIMIT);
  const lines = table(
    ['one client', '1,000 ms', '10,000 ms', 'ratio'],
    rows.map((one) => [one.name, ms(one.small), ms(one.large), `${times(one.ratio)}${over.includes(one) ? ' !' : ''}`]),
  );
  const verdict = over.length === 0
    ? `Every list of 10,000 is within its limit of ${LIMIT}×.`
    : `OVER the limit of ${LIMIT}×: ${over.map((one) => one.name).join('; ')}.`;
  return { text: `${lines}\n${verdict}`, failed: rows.reduce((sum, one) => sum + one.failed, 0), isWithin: over.length === 0 };
}

/** Small and large in turn: what disturbs a round disturbs both sides of its ratio. */
async function sideBySide(sides: Sides, pages: { small: Measured; large: Measured }, { amount, rounds }: Size): Promise<Row> {
  let failed = 0;
  const run = async (side: keyof Sides) => {
    const { path, cookie, shows } = pages[side];
    const shot = page(path, { cookie, shows });
    const fired = await fire({ origin: sides[side].origin, pid: sides[side].pid, next: () => shot }, { clients: 1, amount });
    failed += fired.failed;
    return fired.p50;
  };
  await run('small');
  await run('large');
  const measured: { small: number; large: number }[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push({ small: await run('small'), large: await run('large') });
  return {
    ...pages.small, failed,
    small: median(measured.map((one) => one.small)), large: median(measured.map((one) => one.large)),
    ratio: median(measured.map((one) => one.large / one.small)),
  };
}
