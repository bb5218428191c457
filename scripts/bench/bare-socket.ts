// A floor: Socket.IO by itself, one emit to everybody in a room.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  if (socket.handshake.auth.hears === true) void socket.join('room');
  // The clock is the machine's: the same in every process.
  socket.on('go', () => io.to('room').emit('change', { at: String(process.hrtime.bigint()) }));
});
http.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => void io.close().then(() => process.exit(0)));
