import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { connect } from '@/db/client';
import { actionId, submit } from './requests';
import { once } from './once';
import { median, quantile } from './load';
import type { Plan } from './options';
import { families, type Family } from './people';
import { ms, table, times } from './print';
import type { Stage } from './stage';

const SOCKETS = 200;
const BYSTANDERS = 40;
// The sidecar lets one person have twenty.
const PER_PERSON = 15;

type Listener = { socket: Socket; heard: number; hints: number };

/** How long after a commit the last of two hundred sockets of the class's guardians hears of it, beside bare Socket.IO. */
export async function fanout(stage: Stage, plan: Plan): Promise<{ text: string; failed: number }> {
  const { school } = stage;
  const [lane] = school.people.lanes;
  if (!lane) throw new Error('no class');
  const found = await families(school.owner, { first: lane.classId, limit: 400 });
  const mine = found.filter((one) => one.children.some((child) => child.classId === lane.classId));
  const others = found
    .filter((one) => !one.children.some((child) => child.classId === lane.classId))
    .slice(0, BYSTANDERS);
  const hearing: Listener[] = [];
  for (let turn = 0; hearing.length < SOCKETS && turn < PER_PERSON; turn += 1) {
    for (const family of mine) if (hearing.length < SOCKETS) hearing.push(await join(stage, family));
  }
  const deaf = await Promise.all(others.map((family) => join(stage, family)));
  const all = [...hearing, ...deaf];
  const ours = await submits(stage, { hearing, deaf, submits: plan.submits });
  for (const { socket } of all) socket.close();
  const bare = await bareEmits(stage, { hears: hearing.length, deaf: deaf.length, emits: plan.submits });
  const rows = [
    ['ours, after the commit', ms(median(ours.afterCommit)), ms(quantile(ours.afterCommit, 0.95))],
    ['ours, after the save was sent', ms(median(ours.afterSend)), ms(quantile(ours.afterSend, 0.95))],
    ['bare Socket.IO, after the emit', ms(median(bare)), ms(quantile(bare, 0.95))],
  ];
  const head = `${hearing.length} sockets of ${mine.length} guardians, ${deaf.length} of others, ${plan.submits} submits`;
  const text = [
    table([head, 'last, median ms', 'last, p95 ms'], rows),
    `ratio of medians after the commit: ${times(median(ours.afterCommit) / median(bare))}; lost: ${ours.lost}; told but not theirs: ${ours.astray}`,
  ].join('\n');
  return { text, failed: ours.lost + ours.astray + ours.refused };
}

async function join({ settings }: Stage, family: Family): Promise<Listener> {
  const answer = await once(settings.APP_URL, {
    method: 'POST',
    path: '/api/live-ticket',
    headers: { cookie: family.cookie, origin: settings.APP_URL, 'content-length': '0' },
  });
  if (answer.status !== 200) throw new Error(`no ticket: ${answer.status} ${answer.body}`);
  const { ticket } = JSON.parse(answer.body) as { ticket: string };
  const listener: Listener = {
    socket: open(settings.REALTIME_URL, { origin: settings.APP_URL, auth: { ticket } }),
    heard: 0,
    hints: 0,
  };
  listener.socket.on('change', () => {
    listener.heard = performance.now();
    listener.hints += 1;
  });
  await connected(listener.socket);
  const topics = family.children.map((child) => `registers:student:${child.id}`);
  const { rooms } = (await listener.socket.emitWithAck('follow', { topics, since: null })) as {
    rooms: string[];
  };
  if (rooms.length !== topics.length) throw new Error(`followed ${rooms.length} of ${topics.length} topics`);
  return listener;
}

function open(url: string, { origin, auth }: { origin?: string; auth: object }): Socket {
  const extraHeaders = origin ? { origin } : undefined;
  return io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders, auth });
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

async function submits(
  { school, settings }: Stage,
  { hearing, deaf, submits: count }: { hearing: Listener[]; deaf: Listener[]; submits: number },
) {
  const [lane] = school.people.lanes;
  if (!lane) throw new Error('no class');
  const id = await actionId('lib/attendance/actions.ts', 'submitRegister');
  const result = { afterCommit: [] as number[], afterSend: [] as number[], lost: 0, astray: 0, refused: 0 };
  let committed = 0;
  // PostgreSQL tells listeners at commit; this ear hangs beside the sidecar's.
  const ear = connect(school.databaseUrl, { max: 1 });
  await ear.listen('events', () => (committed ||= performance.now()));
  for (let turn = 0; turn < count; turn += 1) {
    for (const one of [...hearing, ...deaf]) Object.assign(one, { heard: 0, hints: 0 });
    committed = 0;
    const shot = submit({ lane, day: school.people.day, id, origin: settings.APP_URL });
    const sent = performance.now();
    const answer = await once(settings.APP_URL, shot);
    if (!shot.check(answer.status, answer.body, answer.headers)) result.refused += 1;
    for (const until = Date.now() + 3_000; Date.now() < until && hearing.some((one) => one.hints === 0);)
      await sleep(10);
    // What must not come is given time to come.
    await sleep(100);
    const last = Math.max(...hearing.map((one) => one.heard));
    result.afterCommit.push(last - committed);
    result.afterSend.push(last - sent);
    result.lost += hearing.filter((one) => one.hints === 0).length;
    result.astray += deaf.filter((one) => one.hints > 0).length;
  }
  await ear.end({ timeout: 1 });
  return result;
}

async function bareEmits(
  { floors }: Stage,
  { hears, deaf, emits }: { hears: number; deaf: number; emits: number },
): Promise<number[]> {
  const listeners: { socket: Socket; took: number }[] = [];
  for (let index = 0; index < hears + deaf; index += 1) {
    const listener = { socket: open(floors.socket.origin, { auth: { hears: index < hears } }), took: -1 };
    listener.socket.on(
      'change',
      ({ at }: { at: string }) => (listener.took = Number(process.hrtime.bigint() - BigInt(at)) / 1e6),
    );
    await connected(listener.socket);
    listeners.push(listener);
  }
  const lasts: number[] = [];
  for (let turn = 0; turn < emits; turn += 1) {
    for (const one of listeners) one.took = -1;
    listeners[0]?.socket.emit('go');
    for (
      const until = Date.now() + 3_000;
      Date.now() < until && listeners.slice(0, hears).some((one) => one.took < 0);
    )
      await sleep(10);
    await sleep(50);
    lasts.push(Math.max(...listeners.map((one) => one.took)));
  }
  for (const { socket } of listeners) socket.close();
  return lasts;
}
