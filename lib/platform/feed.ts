import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { database } from '@/db/client';

/** A hint to refetch: never a value or a name. */
export type Change = { seq: number; tables: string[]; scopes: string[]; name: string; id: string };

type Pending = { id: number; line: string };

// Numbering and chaining are done by one writer at a time, whichever process gets this lock.
const NUMBERING_LOCK = 7_411_002;
const BATCH = 500;

/**
 * Gives committed events their place in commit order and their link in the hash chain. Event ids are handed out
 * before commit, so an id that is smaller can appear later; a place in the feed is given only to what is committed.
 */
export async function numberEvents(): Promise<number> {
  return database().transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.sees_all', 'on', true), pg_advisory_xact_lock(${NUMBERING_LOCK})`);
    const pending = await tx.execute<Pending>(sql`
      select e.id::int as id, event_line(e) as line from outbox o join events e on e.id = o.event_id
      where o.kind = 'feed' order by o.event_id limit ${BATCH}`);
    if (pending.length === 0) return 0;
    const [last] = await tx.execute<{ seq: number; hash: Buffer }>(
      sql`select seq::int as seq, hash from event_feed order by seq desc limit 1`,
    );
    let seq = last?.seq ?? 0;
    let hash: Buffer = Buffer.from(last?.hash ?? '');
    const rows = pending.map(({ id, line }) => {
      hash = chain(hash, line);
      return { seq: ++seq, id, hash: hash.toString('hex') };
    });
    await tx.execute(sql`
      with given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(seq bigint, id bigint, hash text)),
        gone as (delete from outbox o using given g where o.event_id = g.id and o.kind = 'feed')
      insert into event_feed (seq, event_id, hash) select seq, id, decode(hash, 'hex') from given`);
    return rows.length;
  });
}

/** The link after `previous` for one event as `event_line` prints it. */
export function chain(previous: Buffer, line: string): Buffer {
  return createHash('sha256').update(previous).update(line).digest();
}

/** Changes after `seq` in order, at most `limit`. */
export async function changesSince(seq: number, limit = BATCH): Promise<Change[]> {
  const rows = await database().execute<Change>(sql`
    select f.seq::int as seq, e.tables, e.scopes, e.name, e.subject_id as id
    from event_feed f join events e on e.id = f.event_id where f.seq > ${seq} order by f.seq limit ${limit}`);
  return [...rows];
}

/** Whether anything was told to one of these rooms ("table:scope") after `seq`. */
export async function hasChanged(rooms: readonly string[], seq: number): Promise<boolean> {
  const names = `{${rooms.map((room) => JSON.stringify(room)).join(',')}}`;
  const [row] = await database().execute<{ changed: boolean }>(sql`
    select exists (select 1 from event_feed f join events e on e.id = f.event_id, unnest(e.tables) t, unnest(e.scopes) s
      where f.seq > ${seq} and t || ':' || s = any (${names}::text[])) as changed`);
  return row?.changed === true;
}

/** The newest place in the feed; 0 when nothing happened yet. */
export async function newestSeq(): Promise<number> {
  const [row] = await database().execute<{ seq: number }>(sql`select coalesce(max(seq), 0)::int as seq from event_feed`);
  return row?.seq ?? 0;
}
