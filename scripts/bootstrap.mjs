#!/usr/bin/env node
// Runs on whatever Node the machine has, with nothing installed: see docs/decisions on the Node version.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode } from './bootstrap/node.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = {
  start: 'up.ts',
  test: 'test.ts',
  check: 'check.ts',
  bench: 'bench.ts',
  's3-check': 's3-check.ts',
  screenshots: 'screenshots.ts',
  budgets: 'budgets.ts',
  cli: 'ths.ts',
};

const [verb = 'start', ...args] = process.argv.slice(2);
const file = files[verb];
if (!file) {
  console.error(`Unknown verb "${verb}". It is one of: ${Object.keys(files).join(', ')}.`);
  process.exit(2);
}

try {
  const node = await ensureNode(root);
  await ensurePackages(root, node);
  run(node);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function run(node) {
  const env = {
    ...process.env,
    PATH: [path.dirname(node), process.env.PATH].filter(Boolean).join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
    // The child stops when this pipe closes, so that killing this process leaves nothing behind.
    THS_LEASH_FD: '3',
  };
  const entry = ['--import', './scripts/leash.mjs', '--import', 'tsx', path.join('scripts', file), ...args];
  const child = spawn(node, entry, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'pipe'] });
  child.stdio[3].on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
