import { parseArgs } from 'node:util';
import { findChromium } from './chromium';
import { kilobytes, table } from './bench/print';
import { contentsOf, heaviest } from './budgets/contents';
import {
  CSS_LIMIT,
  REQUEST_LIMIT,
  TOTAL_LIMIT,
  weighAll,
  type Budgeted,
  type Weight,
} from './budgets/measure';
import { budgetedPages } from './budgets/pages';
import { openSchool } from './budgets/school';
import { createEnding } from './ending';

const help = `Usage: npm run budgets

Opens the pages in a real Chromium with an empty cache, against a throw-away school, and weighs what they load:
kilobytes as brotli of quality 5. Ends with 1 when a page is over its budget.`;

function print(weights: Weight[], pages: Budgeted[]): void {
  const limits = new Map(pages.map((page) => [page.name, page.script]));
  const rows = weights.map((one) => [
    one.name,
    kilobytes(one.script),
    String(limits.get(one.name) ?? ''),
    kilobytes(one.css),
    String(CSS_LIMIT),
    kilobytes(one.total),
    String(TOTAL_LIMIT),
    String(one.requests),
    String(REQUEST_LIMIT),
    one.over.length === 0 ? 'yes' : 'NO',
  ]);
  console.log(table(['page', 'JS KB', '≤', 'CSS KB', '≤', 'all KB', '≤', 'requests', '≤', 'keeps it'], rows));
  console.log('\nHeaviest scripts (KB brotli, seen on how many of the pages, what they seem to hold):');
  const pieces = weights.flatMap((one) => one.scripts);
  for (const piece of heaviest(pieces)) {
    const path = new URL(piece.url).pathname;
    const on = pieces.filter((other) => other.url.includes(path)).length;
    console.log(
      `  ${kilobytes(piece.bytes).padStart(6)}  ${on}  ${path.split('/').at(-1)}  ${contentsOf(piece)}`,
    );
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const ending = createEnding();
  const work = (async () => {
    const pages = budgetedPages(await openSchool(ending));
    const weights = await weighAll(pages, await findChromium());
    print(weights, pages);
    const over = weights.flatMap((one) => one.over);
    console.log(
      over.length === 0
        ? '\nAll pages keep their budgets.'
        : `\nOver budget:\n${over.map((line) => `  ${line}`).join('\n')}`,
    );
    return over.length === 0 ? 0 : 1;
  })().catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
  const code = await Promise.race([work, ending.asked.then(() => 1)]);
  await ending.end();
  return code;
}

void main().then((code) => process.exit(code));
