import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '@/db/seed/school';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { seed } from '@/tests/support/people';
import { rawSocket } from '@/tests/support/raw-socket';
import { testSidecar, type Sidecar } from '@/tests/support/sidecar';
import { leastMissed, MOST_UNAUTHENTICATED } from './unauthenticated';

describe('the place of', () => {
  const waiting = (...all: [name: string, network: string, isAsking?: boolean][]) =>
    new Map(all.map(([name, network, isAsking = false]) => [name, { network, isAsking }]));

  it('the oldest of the network that has most goes first', () => {
    expect(leastMissed(waiting(['mother', 'home'], ['idle-1', 'café'], ['idle-2', 'café']))).toBe('idle-1');
  });

  it('who shows no ticket goes before the parents of the school’s one address whose tickets are looked at', () => {
    expect(leastMissed(waiting(['father', 'school', true], ['idle', 'school'], ['mother', 'school', true]))).toBe('idle');
  });

  it('made-up tickets keep no place from another network', () => {
    expect(leastMissed(waiting(['mother', 'home'], ['made-up-1', 'café', true], ['made-up-2', 'café', true]))).toBe('made-up-1');
  });

  it('the oldest goes when each has a network of its own', () => {
    expect(leastMissed(waiting(['idle-1', 'a'], ['idle-2', 'b'], ['mother', 'home', true]))).toBe('idle-1');
  });
});

describe('520 connections of one network that only wait', () => {
  let base: TestDatabase;
  let cast: Cast;
  let sidecar: Sidecar;
  let idle: Awaited<ReturnType<typeof rawSocket>>[];
  const crowd = async () => {
    for (let opened = 0; opened < 520; opened += 40) {
      idle.push(...(await Promise.all(Array.from({ length: 40 }, () => rawSocket({ ...sidecar, from: '203.0.113.7' })))));
    }
  };
  beforeAll(async () => {
    base = await testDatabase();
    cast = await seed();
  });
  beforeEach(async () => {
    idle = [];
    sidecar = await testSidecar();
    await crowd();
  });
  afterEach(async () => {
    for (const one of idle) one.close();
    await sidecar.stop();
  });
  afterAll(() => base.close());

  it.each([['another', '198.51.100.9'], ['the same', '203.0.113.7']])('let in six members who come from %s', async (_, from) => {
    for (const person of [cast.admin, cast.tundesMother, cast.aminasFather]) {
      for (let pages = 0; pages < 2; pages += 1) await sidecar.page(person, { from });
    }
    expect(sidecar.io.sockets.sockets.size).toBe(6);
    expect(sidecar.io.engine.clientsCount).toBeLessThanOrEqual(MOST_UNAUTHENTICATED + 6);
  });
});
