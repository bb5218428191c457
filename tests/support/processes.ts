import { readdirSync, readFileSync } from 'node:fs';

/** Process ids whose command line and environment contain these texts (Linux). */
export function findProcesses(command: string, environment: string): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const line = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const env = readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0');
      return line.includes(command) && env.includes(environment) ? [Number(entry)] : [];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

/** SIGKILLs the live sidecar of this school; true when there was one. */
export function killSidecar(realtimePort: number): boolean {
  const pids = findProcesses('realtime-server/index.ts', `REALTIME_PORT=${realtimePort}`);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length > 0;
}
