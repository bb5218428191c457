import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { handle, type Services } from '@/scripts/object-store/handler';
import { Store } from '@/scripts/object-store/store';

export interface ObjectStoreSettings {
  dataDir: string;
  port: number;
  accessKey: string;
  secretKey: string;
  host?: string;
  region?: string;
  onError?: (error: unknown) => void;
}

const mostConnections = 512;
const headersMs = 20_000;
const idleMs = 60_000;
const drainMs = 10_000;

/** Starts the store; `close()` refuses new connections and waits for the requests under way. */
export async function startObjectStore(
  settings: ObjectStoreSettings,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { dataDir, port, accessKey, secretKey, host = '127.0.0.1', region = 'us-east-1' } = settings;
  const onError = settings.onError ?? (() => undefined);
  const opening = Promise.withResolvers<Services>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    void opening.promise.then((services) => handle(request, response, services));
  };
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: 0, keepAliveTimeout: 5_000 },
    answer,
  );
  // A slow phone may need half an hour for one upload, so only silence ends a connection, not duration.
  server.setTimeout(idleMs, (socket) => socket.destroy());
  server.maxConnections = mostConnections;
  server.on('checkContinue', answer);
  // The port is taken before any file is touched, so a second store on the same port cannot sweep the first one's.
  const url = await listen(server, port, host);
  try {
    const unreadable = (path: string): void => onError(new Error(`Left out, not whole: ${path}`));
    const store = await Store.open(dataDir, unreadable);
    opening.resolve({ store, keys: { accessKey, secretKey, region }, now: Date.now, onError });
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
  return { url, close: () => drain(server) };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
