import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** npm's own JavaScript, so that it can run under a Node other than the one it came with. */
function npmCli() {
  const candidates = [
    process.env.npm_execpath,
    onPath('npm') && realpathSync(onPath('npm')),
    path.join(path.dirname(realpathSync(process.execPath)), '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(path.dirname(realpathSync(process.execPath)), 'node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => file && file.endsWith('npm-cli.js') && existsSync(file));
}

/** A parent npm leaves its own folder and lifecycle in the environment; they would mislead a nested one. */
function cleanEnvironment(node) {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|command|node|execpath)/.test(name) &&
      !/^npm_config_(local_prefix|global_prefix|prefix|global|omit|production|only|dry_run)$/i.test(name),
  );
  const env = Object.fromEntries(kept);
  env.PATH = [path.dirname(node), process.env.PATH].filter(Boolean).join(path.delimiter);
  return env;
}

/** Runs npm under the given Node, quietly; the end of its output goes into the error when it fails. */
export function runNpm(node, args, cwd) {
  const cli = npmCli();
  const [command, first] = cli ? [node, [cli]] : ['npm', []];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, [...first, ...args, ...quiet], { cwd, env: cleanEnvironment(node), stdio });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = (signal) => {
      child.kill(signal);
      process.exit(130);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const settle = (finish) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      finish();
    };
    child.on('error', (error) => settle(() => reject(new Error(`npm could not be started: ${error.message}`))));
    child.on('close', (code) =>
      settle(() => (code === 0 ? resolve() : reject(new Error(`npm ${args[0]} failed (exit ${code})\n${output.trim()}`)))),
    );
  });
}
