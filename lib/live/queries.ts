import * as attendance from '@/lib/attendance/policy';
import { getStudent } from '@/lib/people/students/queries';
import type { Actor, Person } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { AppError } from '@/lib/platform/errors';
import { changesSince, numberEvents, type Change } from '@/lib/platform/feed';
import * as may from './policy';
import { parseTopic, type Topic } from './schema';

/** Whether a person may follow a topic: asked at every join, and again whenever authority changes. */
export async function mayFollow(actor: Actor, { table, scope }: Topic): Promise<boolean> {
  if (scope.kind === 'user') return table !== 'registers' && can(actor, may.followPerson, { userId: scope.id });
  if (scope.kind === 'school') return table !== 'sessions' && can(actor, may.followSchool, undefined);
  if (table !== 'registers') return false;
  if (scope.kind === 'class') return can(actor, attendance.view, { classId: scope.id });
  const student = await getStudent(actor, scope.id).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  return student !== null && can(actor, attendance.viewStudent, { studentId: student.id, classId: student.classId });
}

/** The topics among the named ones that the actor may follow. */
export async function allowedTopics(actor: Actor, names: readonly unknown[]): Promise<Topic[]> {
  const topics = names.flatMap((name) => parseTopic(name) ?? []);
  const answers = await Promise.all(topics.map((topic) => mayFollow(actor, topic)));
  return topics.filter((_, index) => answers[index]);
}

/** The rooms a change is told to. */
export function roomsOf(change: Change): string[] {
  return change.tables.flatMap((table) => change.scopes.map((scope) => `${table}:${scope}`));
}

/** For a page without a socket: the newest place in the feed, and whether anything it follows has changed. */
export async function pollChanges(actor: Person, names: readonly string[], since: number) {
  // Pages poll while the sidecar is away, and then nobody else gives new events their place.
  while ((await numberEvents()) > 0);
  const [topics, changes] = await Promise.all([allowedTopics(actor, names), changesSince(since, 1_000)]);
  const rooms = new Set(topics.map((topic) => topic.room));
  const seq = changes.at(-1)?.seq ?? since;
  const isFarBehind = changes.length === 1_000;
  return { seq, changed: isFarBehind || changes.some((change) => roomsOf(change).some((room) => rooms.has(room))) };
}
