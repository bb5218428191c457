import { checkBoundaries } from './structure/boundaries';
import { checkCycles } from './structure/cycles';
import { checkDangers, staleExceptions } from './structure/dangers';
import { checkBarrels, checkLength, checkNames } from './structure/names';
import { readSources, type Source } from './structure/source';

/** Everything about the shape of the repository that a machine can see; each sentence says what to do next. */
export function structureProblems(sources: Source[] = readSources()): string[] {
  return [
    checkNames,
    checkLength,
    checkBarrels,
    checkBoundaries,
    checkCycles,
    checkDangers,
    staleExceptions,
  ].flatMap((check) => check(sources));
}

if (process.argv[1]?.endsWith('check-structure.ts')) {
  const problems = structureProblems();
  for (const problem of problems) console.log(problem);
  console.log(
    problems.length === 0 ? 'structure: nothing to say' : `structure: ${problems.length} to look at`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
