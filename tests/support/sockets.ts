import { io, type Socket } from 'socket.io-client';
import { running, tokenOf } from './school';

const origin = () => new URL(running().appUrl).origin;

/** A one-use pass to the live sidecar for a session. */
export async function ticketFor(token: string): Promise<string> {
  const { appUrl } = running();
  const response = await fetch(`${appUrl}/api/live-ticket`, { method: 'POST', headers: { cookie: `session=${token}`, origin: origin() } });
  return ((await response.json()) as { ticket: string }).ticket;
}

export const ticketOf = async (person: { id: string }): Promise<string> => ticketFor(await tokenOf(person));

export type Heard = { socket: Socket; hints: number; rooms: string[] };

/** Connects with a ticket and follows topics; null when the door stayed shut. The caller closes the socket. */
export async function connect(ticket: string | undefined, topics: string[], from = origin()): Promise<Heard | null> {
  const socket = io(`http://127.0.0.1:${running().realtimePort}`, {
    transports: ['websocket'], forceNew: true, reconnection: false, auth: ticket === undefined ? {} : { ticket }, extraHeaders: { origin: from },
  });
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });
  if (!connected) {
    socket.close();
    return null;
  }
  const heard: Heard = { socket, hints: 0, rooms: [] };
  socket.on('change', () => (heard.hints += 1));
  heard.rooms = ((await socket.timeout(30_000).emitWithAck('follow', { topics, since: null })) as { rooms: string[] }).rooms;
  return heard;
}
