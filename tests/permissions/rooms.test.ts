import { spawn, type ChildProcess } from 'node:child_process';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MAX_TOPICS } from '@/lib/live/schema';
import { perform } from '@/lib/platform/perform';
import { freePort } from '@/scripts/embedded/ports';
import { allowed } from '@/tests/support/pace';
import { allows } from './cells';
import { idOf } from './fixture';
import { asCaller } from './next-headers';
import { roomFixtures, topicName } from './room-fixtures';
import { openSchool, type School } from './school';
import { builtAs, cellsFor, readTable } from './table';
import { world, type Who } from './world';

vi.mock('next/headers', () => import('./next-headers'));

const APP = 'http://localhost:3000';
let school: School;
let sidecar: ChildProcess;
let port: number;
beforeAll(async () => {
  school = await openSchool();
  port = await freePort();
  sidecar = spawn(process.execPath, ['--import', 'tsx', 'realtime-server/index.ts'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: school.url,
      REALTIME_PORT: String(port),
      APP_URL: APP,
      THS_EMBEDDED: 'true',
    },
  });
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/health`)).ok).toBe(true), {
    timeout: 120_000,
    interval: 200,
  });
});
afterAll(async () => {
  sidecar.kill('SIGTERM');
  await school.close();
});

/** A ticket as a page gets it: from the route itself. */
async function ticket(who: Who): Promise<string | null> {
  const { POST } = await import('@/app/api/live-ticket/route');
  const response = await asCaller(who.caller, () => POST());
  const answer = (await response.json()) as { ticket?: string };
  return answer.ticket ?? null;
}

/** An open socket, or the sentence it was refused with. */
function open(given: unknown, origin = APP): Promise<Socket | string> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin },
    auth: { ticket: given },
  });
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', (error) => {
      socket.close();
      resolve(error.message);
    });
  });
}

async function joined(socket: Socket, topics: string[]): Promise<string[]> {
  const answer = (await socket.timeout(30_000).emitWithAck('follow', { topics, since: null })) as {
    rooms: string[];
  };
  return answer.rooms;
}

const person = (label: string): Who => {
  const who = school.people.find((one) => one.label === label);
  if (!who) throw new Error(`nobody is called ${label}`);
  return who;
};

describe('the sidecar lets people into the rooms of the table, over a real socket', () => {
  it('every person, every room, every subject', async () => {
    const rows = readTable();
    const fixtures = new Map(roomFixtures(school.built.rooms));
    const wrong: string[] = [];
    let checks = 0;
    for (const who of school.people.filter((one) => one.standing === 'works')) {
      const expected = new Map<string, boolean>();
      for (const row of rows)
        for (const identifier of builtAs(row).filter((one) => one.startsWith('room:'))) {
          for (const subject of fixtures.get(identifier)?.subjects ?? []) {
            const allowed = cellsFor(row, world.roles(who.name)).some((cell) =>
              allows(cell, { who, subject, world }),
            );
            expected.set(topicName(school, identifier.slice('room:'.length), subject), allowed);
          }
        }
      const socket = await open(await ticket(who));
      if (typeof socket === 'string') {
        wrong.push(`${who.label} was refused: ${socket}`);
        continue;
      }
      const names = [...expected.keys()];
      for (let start = 0; start < names.length; start += MAX_TOPICS) {
        const asked = names.slice(start, start + MAX_TOPICS);
        const rooms = new Set(await joined(socket, asked));
        for (const name of asked)
          if (rooms.has(name) !== expected.get(name))
            wrong.push(`${who.label} and ${name}: joined ${rooms.has(name)}`);
        checks += asked.length;
      }
      socket.close();
    }
    console.log(`socket checks: ${checks}; wrong: ${wrong.length}`);
    expect(wrong).toEqual([]);
    expect(checks).toBeGreaterThan(1_000);
  }, 600_000);

  it('refuses the suspended, the signed out, visitors, and whoever must still choose a password', async () => {
    for (const who of school.people.filter((one) => one.standing !== 'works')) {
      expect(await ticket(who), who.label).toBeNull();
    }
    for (const given of [undefined, '', 'a-ticket-nobody-gave', {}, 'x'.repeat(5_000)])
      expect(await open(given)).toBe('no ticket');
  });

  it('a ticket opens one socket, from our own pages only', async () => {
    const given = await ticket(person('grace'));
    expect(typeof (await open(given, 'http://evil.example'))).toBe('string');
    const socket = await open(given);
    expect(typeof socket).toBe('object');
    expect(await open(given)).toBe('no ticket');
    if (typeof socket !== 'string') socket.close();
  });

  it('a socket stays in no room it is not allowed, whatever it sends', async () => {
    const socket = await open(await ticket(person('mrsMusa')));
    if (typeof socket === 'string') throw new Error(socket);
    const foreign = `registers:class:${idOf(school.ids.classes, 'class2A')}`;
    expect(
      await joined(socket, [
        foreign,
        `person:${idOf(school.ids.users, 'grace')}`,
        'registers:school',
        '',
        '*',
      ]),
    ).toEqual([]);
    const heard = vi.fn();
    socket.on('change', heard);
    const grace = await open(await ticket(person('grace')));
    if (typeof grace === 'string') throw new Error(grace);
    await joined(grace, [foreign]);
    const told = new Promise<void>((resolve) => void grace.on('change', () => resolve()));
    const marks = ['tunde', 'amina'].map((name) => ({
      studentId: idOf(school.ids.students, name),
      status: 'present',
    }));
    const definition = school.built.actions.get('attendance.submit-register');
    if (!definition) throw new Error('the register action is gone');
    const input = {
      classId: idOf(school.ids.classes, 'class2A'),
      day: school.ids.cast.today,
      version: 0,
      marks,
    };
    expect(await perform(definition, person('grace').caller, input)).toMatchObject({ ok: true });
    await told;
    expect(heard).not.toHaveBeenCalled();
    socket.close();
    grace.close();
  });

  it('suspending Mrs Musa closes her socket within five seconds, and she gets no new ticket', async () => {
    const began = performance.now();
    const socket = await open(await ticket(person('mrsMusa')));
    const pace = performance.now() - began;
    if (typeof socket === 'string') throw new Error(socket);
    const closed = new Promise<number>(
      (resolve) => void socket.on('disconnect', () => resolve(performance.now())),
    );
    const suspend = school.built.actions.get('accounts.suspend');
    if (!suspend) throw new Error('the suspend action is gone');
    const start = performance.now();
    expect(
      await perform(suspend, person('admin').caller, { userId: idOf(school.ids.users, 'mrsMusa') }),
    ).toMatchObject({ ok: true });
    const took = (await closed) - start;
    console.log(
      `suspended → the socket is closed after ${Math.round(took)} ms; one opens in ${Math.round(pace)} ms`,
    );
    expect(took).toBeLessThan(allowed(5_000, pace));
    expect(await ticket(person('mrsMusa'))).toBeNull();
  });
});
