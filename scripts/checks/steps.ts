import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { progress } from '../bootstrap/progress.mjs';
import { runNode } from './command';

type Env = Record<string, string | undefined>;

export type Tally = { passed: number; failed: number };

const report = z.object({
  numPassedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Runs steps one after the other, prints a line for each and adds up what passed and failed. */
export function createSteps(env: Env) {
  const total: Tally = { passed: 0, failed: 0 };

  async function step(label: string, work: () => Promise<Tally & { output: string }>): Promise<boolean> {
    const result = { passed: 0, failed: 1, output: '' };
    await progress(label, async () => {
      Object.assign(result, await work());
      if (result.failed > 0) throw new Error(result.output);
    }).catch((error: Error) => console.log(`\n${error.message.trim()}\n`));
    if (result.failed === 0) for (const line of figures(result.output)) console.log(`  ${line}`);
    total.passed += result.passed;
    total.failed += result.failed;
    return result.failed === 0;
  }

  return {
    total,
    /** A program that counts as one check. */
    check: (label: string, args: string[]) =>
      step(label, async () => {
        const { code, output } = await runNode(args, env);
        return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
      }),
    /** A piece of our own that counts as one check. */
    attempt: (label: string, work: () => Promise<unknown>) =>
      step(label, async () => {
        await work();
        return { passed: 1, failed: 0, output: '' };
      }),
    /** A vitest project; every test counts, and a skipped one counts as failed. */
    tests: (label: string, project: string, options: { env?: Env; only?: string[] } = {}) =>
      step(label, () => vitest(project, { env: { ...env, ...options.env }, only: options.only ?? [] })),
  };
}

/** What tests measured and printed: it is worth reading when they pass, too. */
function figures(output: string): string[] {
  return [...output.matchAll(/^stdout \| .*\n((?:.+\n)+)/gm)].flatMap(([, lines = '']) => lines.trimEnd().split('\n'));
}

async function vitest(project: string, { env, only }: { env: Env; only: string[] }): Promise<Tally & { output: string }> {
  const file = path.resolve('.cache', `vitest-${project}-${process.pid}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...only, '--project', project, ...reporters];
  const { code, output } = await runNode(args, env);
  const counted = existsSync(file) ? report.parse(JSON.parse(await readFile(file, 'utf8'))) : null;
  await rm(file, { force: true });
  if (!counted) return { passed: 0, failed: 1, output };
  // A file that could not even be loaded has no tests to count.
  const broken = counted.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0);
  const failed = counted.numTotalTests - counted.numPassedTests + broken.length;
  const unexplained = failed === 0 && (code !== 0 || counted.numTotalTests === 0) ? 1 : 0;
  return { passed: counted.numPassedTests, failed: failed + unexplained, output };
}

export type Steps = ReturnType<typeof createSteps>;

/** Lint, types and structure: what needs neither a database nor a browser. */
export async function staticSteps(steps: Steps): Promise<void> {
  await steps.check('Lint', ['node_modules/oxlint/bin/oxlint']);
  const next = ['node_modules/next/dist/bin/next', 'typegen'];
  if (existsSync('app/layout.tsx')) await steps.check('Route types', next);
  await steps.check('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
  await steps.tests('Structure', 'guards');
}
