import * as attendance from '@/lib/attendance/policy';
import { listRelated } from '@/lib/people/students/queries';
import type { StudentRelation } from '@/lib/people/students/rules';
import type { Actor, Person } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { hasChanged, newestSeq, numberEvents, type Change } from '@/lib/platform/feed';
import * as may from './policy';
import { isFollowed, parseTopic, TOO_FAR, type Topic } from './schema';

/** The topics among the named ones that the actor may follow; the students among them are looked up in one query. */
export async function allowedTopics(actor: Actor, names: readonly unknown[]): Promise<Topic[]> {
  const topics = new Map(names.flatMap((name) => parseTopic(name) ?? []).map((topic) => [topic.room, topic]));
  const ids = [...topics.values()].flatMap(({ table, scope }) =>
    table === 'registers' && scope.kind === 'student' ? scope.id : []);
  const found = ids.length > 0 ? await listRelated(actor, ids) : [];
  const students = new Map(found.map((student) => [student.studentId, student]));
  return [...topics.values()].filter((topic) => isAllowed(actor, topic, students));
}

/** Whether a person may follow a topic: asked at every join, and again whenever authority changes. */
export async function mayFollow(actor: Actor, topic: Topic): Promise<boolean> {
  return (await allowedTopics(actor, [topic.room])).length === 1;
}

function isAllowed(actor: Actor, { table, scope }: Topic, students: ReadonlyMap<string, StudentRelation>): boolean {
  if (scope.kind === 'user') return table !== 'registers' && can(actor, may.followPerson, { userId: scope.id });
  if (scope.kind === 'school') return table !== 'sessions' && can(actor, may.followSchool, undefined);
  if (table !== 'registers') return false;
  if (scope.kind === 'class') return can(actor, attendance.view, { classId: scope.id });
  const student = students.get(scope.id);
  return student !== undefined && can(actor, attendance.viewStudent, student);
}

/** The rooms a change is told to. */
export function roomsOf(change: Change): string[] {
  const tables = change.tables.filter(isFollowed);
  return tables.flatMap((table) => change.scopes.map((scope) => `${table}:${scope}`));
}

/** For a page without a socket: the newest place in the feed, and whether anything it follows has changed. */
export async function pollChanges(actor: Person, names: readonly string[], since: number) {
  // Pages poll while the sidecar is away, and then nobody else gives new events their place.
  while ((await numberEvents()) > 0);
  const seq = Math.max(since, await newestSeq());
  if (seq - since >= TOO_FAR) return { seq, changed: true };
  const topics = seq > since ? await allowedTopics(actor, names) : [];
  return { seq, changed: topics.length > 0 && (await hasChanged(topics.map(({ room }) => room), since)) };
}
