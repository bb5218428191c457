import { createServer } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import { closeDatabase, openDatabase } from '@/db/client';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { allowsOrigin, authenticate, type Server } from './authenticate';
import { startRelay } from './relay';
import { sweep } from './revocation';
import { answerFollows } from './rooms';

const SWEEP_MS = 60_000;

async function main(): Promise<void> {
  const settings = env();
  openDatabase(settings.DATABASE_URL, { max: 5 });
  const http = createServer((request, response) => {
    const isHealth = request.url === '/health';
    response.writeHead(isHealth ? 200 : 404, { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' });
    response.end(isHealth ? 'ok' : 'not found');
  });
  const io: Server = new SocketServer(http, {
    transports: ['websocket'],
    maxHttpBufferSize: 16_384,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    serveClient: false,
    allowRequest: (request, decide) => decide(null, allowsOrigin(request, settings.APP_URL)),
  });
  authenticate(io);
  io.on('connection', answerFollows);

  const relay = await startRelay(io);
  const sweeper = setInterval(() => void sweep(io), SWEEP_MS);
  http.listen(settings.REALTIME_PORT, settings.THS_EMBEDDED ? '127.0.0.1' : '0.0.0.0', () => {
    logger.info({ port: settings.REALTIME_PORT }, 'realtime is listening');
  });

  const stop = async () => {
    clearInterval(sweeper);
    await relay.stop();
    await io.close();
    await closeDatabase();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  logger.fatal({ err: error }, 'realtime could not start');
  process.exit(1);
});
