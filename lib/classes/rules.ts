import { listed, sayCount } from '@/lib/platform/sentences';
// Levels have arms, and an arm in one session is a class: "JSS 2A".

/** "JSS 2" and "A" are "JSS 2A"; "Playgroup" and "A" are "Playgroup A"; "JSS 2" and "Gold" are "JSS 2 Gold". */
export function className(level: string, arm: string): string {
  return /\d$/.test(level) && arm.length === 1 ? `${level}${arm}` : `${level} ${arm}`;
}

/** More classes than these are a page nobody reads; a level is chosen first. */
export const MOST_CLASSES = 60;

/** The one level whose classes a page shows: null while all fit, else the one asked for, or the first. */
export function levelShown<Level extends { id: string; classes: number }>(levels: readonly Level[], asked?: string): Level | null {
  const all = levels.reduce((sum, level) => sum + level.classes, 0);
  if (all <= MOST_CLASSES) return null;
  return levels.find((level) => level.id === asked) ?? levels[0] ?? null;
}

const MOST_ARMS = 26;

/** "JSS 1: A B C" as a level and its arms; a sentence when it cannot be read. */
export function armsLine(text: string): { level: string; arms: string[] } | string {
  const [, level = '', rest = ''] = /^([^:]+):(.*)$/.exec(text) ?? [];
  const arms = splitArms(rest);
  if (level.trim() === '' || arms.length === 0) return `“${text}” is not a level with its arms. Write it like JSS 1: A B C.`;
  const problem = armsProblem(arms);
  return problem ?? { level: level.trim(), arms };
}

/** "A, B C" as ["A", "B", "C"]. */
export function splitArms(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Why these cannot be the arms of one level, or null when they can. */
export function armsProblem(arms: readonly string[]): string | null {
  if (arms.length > MOST_ARMS) return `A level has at most ${MOST_ARMS} arms.`;
  const long = arms.find((arm) => arm.length > 20);
  if (long) return `“${long}” is too long for an arm.`;
  const twice = arms.find((arm, index) => arms.findIndex((other) => other.toLowerCase() === arm.toLowerCase()) !== index);
  return twice ? `Arm ${twice} stands there twice.` : null;
}

/** What stands on a thing, in words: "12 enrolments and 40 registers"; null when nothing does. */
export function sayStanding(counts: readonly (readonly [count: number, one: string, many?: string])[]): string | null {
  const words = counts.filter(([count]) => count > 0).map(([count, one, many]) => sayCount(count, one, many));
  return words.length === 0 ? null : listed(words);
}

type Placed = { name: string; stage: string };

/** Neighbours in one run are said as a range: "Primary 1 – Primary 6, JSS 1". */
export function sayLevels(all: readonly Placed[], offered: ReadonlySet<string>): string {
  const runs: string[][] = [];
  let open = false;
  let stage = '';
  for (const level of all) {
    const isOn = offered.has(level.name);
    if (isOn && open && level.stage === stage) runs.at(-1)?.push(level.name);
    else if (isOn) runs.push([level.name]);
    open = isOn;
    stage = level.stage;
  }
  return runs.map((run) => (run.length < 3 ? run.join(', ') : `${run[0]} – ${run.at(-1)}`)).join(', ');
}
