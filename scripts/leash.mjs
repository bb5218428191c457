// Preloaded into child processes: when the parent is gone (even by SIGKILL) the pipe closes and the child leaves too.
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const fd = Number(process.env.THS_LEASH_FD);
if (fd > 2 && isMainThread) {
  // Children of this process do not inherit the pipe.
  delete process.env.THS_LEASH_FD;
  const leash = new Socket({ fd, readable: true, writable: false });
  leash.on('error', () => undefined);
  leash.on('close', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 15_000).unref();
  });
  leash.resume();
  leash.unref();
}
