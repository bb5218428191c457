import { pollChanges } from '@/lib/live/queries';
import { parseTopic } from '@/lib/live/schema';
import { loadActor, visitor } from '@/lib/platform/actor';
import { subjectId, type Fixture, type Outcome } from './fixture';
import type { School } from './school';
import { accounts, classes, students } from './subjects';
import { nothing, type Subject, type Who } from './world';

const subjectsOf: Record<string, Subject[]> = {
  school: [nothing],
  class: classes,
  student: students,
  user: accounts,
};

/** The name a page would ask for: "registers:class:<id>". */
export function topicName(school: School, room: string, subject: Subject): string {
  return subject.kind === 'nothing' ? room : `${room}:${subjectId(school, subject)}`;
}

/** Asks for the room as the sidecar does, and for its changes as a page without a socket does. */
function room(name: string): [string, Fixture] {
  const act = async (school: School, who: Who, subject: Subject): Promise<Outcome> => {
    const topic = parseTopic(topicName(school, name, subject));
    if (!topic) throw new Error(`${name} is not a room`);
    const { tokenHash } = who.caller;
    const person = tokenHash ? await loadActor({ tokenHash }) : null;
    const follows = await school.mayFollow(person ?? visitor, topic);
    const hears = person ? (await pollChanges(person, [topic.room], 0)).changed : false;
    return {
      code:
        follows !== hears
          ? `follows: ${follows}, but hears when polling: ${hears}`
          : follows
            ? 'ok'
            : 'refused',
    };
  };
  const [, scope = ''] = name.split(':');
  return [`room:${name}`, { subjects: subjectsOf[scope] ?? [], act }];
}

export const roomFixtures = (kinds: string[]): [string, Fixture][] => kinds.map(room);
