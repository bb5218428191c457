import { spawn } from 'node:child_process';

export type Outcome = { code: number; output: string };

type Env = Record<string, string | undefined>;

const running = new Set<number>();

/** Runs a package's program under this Node and keeps what it prints. */
export function runNode(args: string[], env: Env): Promise<Outcome> {
  return new Promise((resolve) => {
    // In a group of its own, so that nothing it starts (browsers, workers) outlives it.
    const options = { env: { ...env, NODE_ENV: 'test' as const, NO_COLOR: '1' }, detached: true };
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const { pid } = child;
    if (pid) running.add(pid);
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-200_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => {
      if (pid) endGroup(pid);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Ends everything still running, for an interrupted test run. */
export function endCommands(): void {
  for (const pid of running) endGroup(pid);
}

function endGroup(pid: number): void {
  running.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody left: the usual case.
  }
}
