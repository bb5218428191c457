import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crowd } from './bench/crowd';
import { fanout } from './bench/fanout';
import { growth } from './bench/growth';
import { wrongAnswers } from './bench/load';
import { help, readPlan, wants, type Plan } from './bench/options';
import { measurePages } from './bench/pages';
import { PLANS, writePlans } from './bench/plans';
import { setStage } from './bench/stage';
import { createEnding } from './ending';

type Ending = ReturnType<typeof createEnding>;

const REPORT = '.cache/bench/report.txt';

async function bench(plan: Plan, ending: Ending): Promise<number> {
  const started = performance.now();
  const report: string[] = [];
  const say = (text: string) => {
    console.log(text);
    report.push(text);
  };
  const withGrowth = wants(plan, 'growth');
  const stage = await setStage({ ending, largeYears: withGrowth ? plan.largeYears : null, say });
  let failed = await measurePages(stage, plan, say);
  if (wants(plan, 'crowd')) {
    const result = await crowd(stage, plan);
    failed += result.failed;
    say(`\n${result.text}`);
  }
  if (wants(plan, 'fanout')) {
    const result = await fanout(stage, plan);
    failed += result.failed;
    say(`\n${result.text}`);
  }
  let isWithin = true;
  if (stage.large) {
    const result = await growth({ small: stage.school, large: stage.large }, plan);
    failed += result.failed;
    isWithin = result.isWithin;
    say(`\n${result.text} Plans: ${PLANS}`);
    await writePlans(stage.large);
  }
  if (wrongAnswers.length > 0) say(`\nWrong answers, the first of them:\n${wrongAnswers.join('\n')}`);
  say(`\n${failed} failed requests; ${((performance.now() - started) / 1000).toFixed(0)} s in all`);
  await mkdir(path.dirname(REPORT), { recursive: true });
  await writeFile(REPORT, `${report.join('\n')}\n`);
  return failed === 0 && isWithin ? 0 : 1;
}

async function main(): Promise<number> {
  const plan = readPlan(process.argv.slice(2));
  if (!plan) {
    console.log(help);
    return 0;
  }
  const ending = createEnding();
  let isInterrupted = false;
  const work = bench(plan, ending).catch((error: Error) => {
    // Once everything is being stopped, whatever still runs fails.
    if (!isInterrupted) console.error(error.stack ?? error.message);
    return 1;
  });
  const asked = ending.asked.then(() => {
    isInterrupted = true;
    console.log('\nInterrupted.');
    return 1;
  });
  const code = await Promise.race([work, asked]);
  await ending.end();
  return code;
}

void main().then((code) => process.exit(code));
