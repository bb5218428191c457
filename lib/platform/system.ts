import { randomUUID } from 'node:crypto';
import { database, type Tx } from '@/db/client';
import type { SystemActor } from './actor';
import { clock } from './clock';
import { writeEvents, type RecordedEvent } from './events';
import type { Context } from './perform';
import { enter } from './scope';

/** Runs a command for a job, a script or the seed: the same transaction and event recording, for a person at most by name. */
export async function asSystem<T>(
  who: string | Omit<SystemActor, 'kind'>,
  run: (context: Context) => Promise<T>,
  tx?: Tx,
): Promise<T> {
  const inside = async (open: Tx) => {
    const actor: SystemActor = { kind: 'system', ...(typeof who === 'string' ? { job: who } : who) };
    const { job } = actor;
    const recorded: RecordedEvent[] = [];
    const context: Context = {
      tx: open,
      actor,
      now: clock.now(),
      requestId: `${job}-${randomUUID()}`,
      from: { address: 'local', device: job, deviceHash: null },
      record: (event) => recorded.push(event),
    };
    await enter(open, actor);
    const result = await run(context);
    if (recorded.length > 0) await writeEvents(open, context, recorded);
    return result;
  };
  return tx ? inside(tx) : database().transaction(inside);
}
