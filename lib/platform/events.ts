import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { answerableId, type Actor } from './actor';

export type RecordedEvent = {
  /** domain.noun-past, e.g. "attendance.register-submitted". */
  name: string;
  subjectId: string;
  /** Tables a page may follow. */
  tables: string[];
  /** class:<id>, student:<id>, user:<id> or school. */
  scopes: string[];
  /** Before and after, without secrets. */
  detail: Record<string, unknown>;
  /** People are told this many seconds after commit; absent means nobody is. */
  notifyAfter?: number;
  /** A letter by e-mail may be owed; who gets which is decided when it leaves, after commit. */
  mail?: true;
};

export type Answer = { actorKey: string; operationId: string; result: unknown };

/**
 * Writes events, what they owe the outbox, and the answer kept for this operation id, in one statement of the
 * caller's transaction. The trigger on `events` adds the feed rows and wakes the listeners at commit.
 */
export async function writeEvents(
  tx: Tx,
  context: { actor: Actor; requestId: string },
  recorded: RecordedEvent[],
  answer?: Answer,
): Promise<void> {
  const { actor, requestId } = context;
  const person = answerableId(actor);
  const actorId = person ?? (actor.kind === 'system' ? actor.job : actor.kind === 'visitor' && actor.setup ? 'setup' : null);
  const rows = recorded.map((event) => ({ ...event, notifyAfter: event.notifyAfter ?? null, mail: event.mail ?? false }));
  const keep = answer
    ? sql`update operations set result = ${JSON.stringify(answer.result ?? null)}::json
        where actor_key = ${answer.actorKey} and operation_id = ${answer.operationId}`
    : sql`select 1`;
  await tx.execute(sql`
    with given as (
      select * from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as (name text, "subjectId" text, tables text[], scopes text[], detail jsonb, "notifyAfter" int, mail boolean)) with ordinality
        as g(name, "subjectId", tables, scopes, detail, "notifyAfter", mail, place)
    ), added as (
      insert into events (actor_kind, actor_id, name, subject_id, tables, scopes, detail, request_id)
      select ${person ? 'person' : actor.kind}, ${actorId}, name, "subjectId", tables, scopes, detail, ${requestId} from given order by place
      returning id
    ), paired as (
      -- Two events may say the same, so each is known by its place: ids are given in the order of the select.
      select a.id, g."notifyAfter", g.mail from (select id, row_number() over (order by id) as place from added) a join given g using (place)
    ), owed as (
      insert into outbox (event_id, kind, due_at)
      select id, 'notify', now() + make_interval(secs => "notifyAfter") from paired where "notifyAfter" is not null
      union all
      select id, 'mail', now() from paired where mail
    )
    ${keep}`);
}
