import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { AppError } from './errors';
import { keyedHash } from './secrets';

/** One sending of a form by one actor: a repeat of it gets the first one's answer. */
export type Operation = { actorKey: string; operationId: string; name: string; input: unknown };

const hashOf = ({ name, input }: Operation) => keyedHash(name, JSON.stringify(input));

/** Takes the operation id for this transaction; a repeat waits for the first and gets its answer. Throws CONFLICT for other contents. */
export async function claimOperation(tx: Tx, operation: Operation): Promise<{ result: unknown } | null> {
  const { actorKey, operationId, name } = operation;
  const taken = await tx.execute(sql`
    insert into operations (actor_key, operation_id, action, input_hash)
    values (${actorKey}, ${operationId}, ${name}, ${hashOf(operation)}) on conflict do nothing returning 1`);
  return taken.length > 0 ? null : earlierAnswer(tx, operation, true);
}

/** Whether this operation was done already; throws CONFLICT when its id was used for other contents. */
export async function wasDone(tx: Tx, operation: Operation): Promise<boolean> {
  return (await earlierAnswer(tx, operation, false)) !== null;
}

async function earlierAnswer(tx: Tx, operation: Operation, mustBe: boolean): Promise<{ result: unknown } | null> {
  const [earlier] = await tx.execute<{ input_hash: Buffer; result: unknown }>(sql`
    select input_hash, result from operations
    where actor_key = ${operation.actorKey} and operation_id = ${operation.operationId}`);
  if (!earlier && !mustBe) return null;
  if (!earlier || !Buffer.from(earlier.input_hash).equals(hashOf(operation))) {
    throw new AppError('CONFLICT', 'This form was already sent with other contents. Reload the page and try again.');
  }
  return { result: earlier.result };
}
