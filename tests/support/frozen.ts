import { connect as open, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be frozen: it goes on taking connections and passes nothing on, as a stopped process does. */
export async function freezable(host: string, port: number) {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = open(port, host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
    if (isFrozen) for (const socket of [near, far]) socket.pause();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** With `onlyOpen`, connections made later pass. */
    freeze: ({ onlyOpen = false } = {}) => {
      isFrozen = !onlyOpen;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
