import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { callAction } from '@/tests/support/http';
import { allowed } from '@/tests/support/pace';
import { closeDatabase, freshSchool, tokenOf } from '@/tests/support/school';
import { connect as connectSocket, ticketOf, type Heard } from '@/tests/support/sockets';

let cast: Cast;
let version = 0;
const open: Socket[] = [];
beforeAll(async () => {
  cast = await freshSchool(0);
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
afterAll(() => closeDatabase());

/** Connects, and is closed after the test. */
async function connect(...given: Parameters<typeof connectSocket>): Promise<Heard | null> {
  const heard = await connectSocket(...given);
  if (heard) open.push(heard.socket);
  return heard;
}

async function change(): Promise<void> {
  const marks = [cast.tunde.id, cast.amina.id].map((studentId) => ({ studentId, status: version % 2 ? 'present' : 'absent' }));
  const { answer } = await callAction({
    token: await tokenOf(cast.grace), path: '/notifications', name: 'submitRegister', input: { classId: cast.class2A.id, day: cast.today, version, marks },
  });
  expect(answer).toMatchObject({ ok: true });
  version += 1;
}

describe('the live sidecar’s door', () => {
  it('stays shut without a ticket, for a forged one, for a used one, and for another site', async () => {
    const own = [`registers:student:${cast.tunde.id}`];
    expect(await connect(undefined, own)).toBeNull();
    expect(await connect('forged-forged-forged-forged-forged-forged-f', own)).toBeNull();
    const ticket = await ticketOf(cast.tundesMother);
    expect(await connect(ticket, own, 'https://evil.example')).toBeNull();
    expect(await connect(ticket, own)).not.toBeNull();
    expect(await connect(ticket, own)).toBeNull();
  });

  it('a forged room is not joined, and hears nothing', async () => {
    const forged = [
      `registers:student:${cast.amina.id}`, `registers:class:${cast.class2A.id}`, 'registers:school', `notifications:user:${cast.aminasFather.id}`,
      `person:${cast.grace.id}`, 'registers:class:*', '',
    ];
    const mother = await connect(await ticketOf(cast.tundesMother), [...forged, `registers:student:${cast.chidi.id}`]);
    expect(mother?.rooms).toEqual([`registers:student:${cast.chidi.id}`]);
    await change();
    await sleep(1_500);
    expect(mother?.hints).toBe(0);
  });

  it('everyone who may see hears of a change, and nobody else', async () => {
    const student = (one: { id: string }) => [`registers:student:${one.id}`];
    const mayHear = [
      await connect(await ticketOf(cast.tundesMother), student(cast.tunde)),
      await connect(await ticketOf(cast.aminasFather), student(cast.amina)),
      await connect(await ticketOf(cast.grace), [`registers:class:${cast.class2A.id}`]),
      await connect(await ticketOf(cast.admin), ['registers:school']),
      await connect(await ticketOf({ id: cast.tunde.userId }), student(cast.tunde)),
    ];
    const mayNot = [
      await connect(await ticketOf(cast.formerGuardian), student(cast.tunde)),
      await connect(await ticketOf(cast.unverifiedGuardian), student(cast.tunde)),
      await connect(await ticketOf(cast.formerTeacher), [`registers:class:${cast.class2A.id}`]),
      await connect(await ticketOf(cast.mrsMusa), [`registers:class:${cast.class2A.id}`]),
      await connect(await ticketOf({ id: cast.chidi.userId }), student(cast.tunde)),
    ];
    await change();
    await expect.poll(() => mayHear.map((one) => one?.hints)).toEqual([1, 1, 1, 1, 1]);
    await sleep(1_500);
    expect(mayHear.map((one) => one?.hints)).toEqual([1, 1, 1, 1, 1]);
    expect(mayNot.map((one) => one?.hints)).toEqual([0, 0, 0, 0, 0]);
  });

  it('a socket whose owner is suspended is closed within 5 seconds', async () => {
    const began = performance.now();
    const obi = await connect(await ticketOf(cast.mrObi), [`registers:class:${cast.class2A.id}`]);
    const pace = performance.now() - began;
    expect(obi?.rooms).toHaveLength(1);
    const closed = new Promise<number>((resolve) => {
      const started = performance.now();
      obi?.socket.once('disconnect', () => resolve(performance.now() - started));
    });
    await callAction({ token: await tokenOf(cast.admin), path: '/staff', name: 'suspend', input: { userId: cast.mrObi.id } });
    const took = await closed;
    console.log(`suspended → the socket is closed after ${Math.round(took)} ms; one opens in ${Math.round(pace)} ms`);
    expect(took).toBeLessThan(allowed(5_000, pace));
  });
});
