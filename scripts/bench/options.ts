import { parseArgs } from 'node:util';

export type Plan = {
  /** How long one segment of our own lasts, and one of the floor's. */
  seconds: number;
  floorSeconds: number;
  rounds: number;
  /** Requests of each client before anything is measured. */
  warmUp: number;
  submits: number;
  /** Past sessions of the school of 10,000; each takes minutes to fill. */
  largeYears: number;
  only: string | null;
  quick: boolean;
};

export const help = `Usage: npm run bench -- [--quick] [--only NAMES] [--large-years N]

Starts a throw-away school of 1,000 students and three years, the floors beside it, and a second school of 10,000.
  --quick          one short round of each: shows that it works, its figures are rough
  --only NAMES     only what has one of these words, parted by commas, in its name: a page, crowd, fanout, growth
  --large-years N  whole past sessions of the school of 10,000 (0 unless told; each takes minutes to fill)`;

/** Reads the options; null when help was asked for. */
export function readPlan(args: string[]): Plan | null {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      'large-years': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const common = { largeYears: Number(values['large-years'] ?? 0), only: values.only?.toLowerCase() ?? null };
  return values.quick
    ? { ...common, quick: true, seconds: 0.6, floorSeconds: 0.3, rounds: 1, warmUp: 2, submits: 5 }
    : { ...common, quick: false, seconds: 1.2, floorSeconds: 0.6, rounds: 3, warmUp: 6, submits: 24 };
}

/** Whether a part is wanted. */
export const wants = ({ only }: Plan, name: string): boolean =>
  only === null || only.split(',').some((part) => name.toLowerCase().includes(part));
