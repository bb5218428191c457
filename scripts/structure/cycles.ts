import { isTest, type Source } from './source';

/** Circles that stand for now, each with its reason; one that is gone must leave this list. */
const known: Record<string, string> = {};

/** What a file belongs to: attendance, people/students. Lists of everything (lib/jobs.ts) belong to nobody. */
function domainOf(file: string): string | null {
  const [top, domain, ...rest] = file.split('/');
  if (top !== 'lib' || !domain || domain === 'platform' || rest.length === 0) return null;
  return domain;
}

/** Circles between domains through anything but types: "attendance → classes → attendance". */
export function checkCycles(sources: Source[]): string[] {
  const edges = new Map<string, Map<string, string>>();
  for (const { file, imports } of sources.filter((one) => !isTest(one.file))) {
    const from = domainOf(file);
    for (const one of imports) {
      const to = domainOf(`${one.from}.ts`);
      if (!from || !to || from === to || one.isType) continue;
      edges.set(from, (edges.get(from) ?? new Map<string, string>()).set(to, `${file}:${one.line}`));
    }
  }
  const found = new Map<string, string>();
  for (const start of edges.keys()) walk(start, [start], edges, found);
  return [
    ...[...found]
      .filter(([circle]) => !known[circle])
      .map(
        ([circle, where]) =>
          `${circle}: domains import each other in a circle (last step at ${where}); move what they share to the lower one`,
      ),
    ...Object.keys(known)
      .filter((circle) => !found.has(circle))
      .map((circle) => `${circle} is no circle any more: remove it from scripts/structure/cycles.ts`),
  ];
}

function walk(
  at: string,
  way: string[],
  edges: Map<string, Map<string, string>>,
  found: Map<string, string>,
): void {
  for (const [to, where] of edges.get(at) ?? []) {
    if (to === way[0]) {
      // One entry per circle, told from its last name in the alphabet.
      if (way.every((name) => name <= to)) found.set([...way, to].join(' → '), where);
    } else if (!way.includes(to)) {
      walk(to, [...way, to], edges, found);
    }
  }
}
