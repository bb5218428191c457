import type { School } from './school';
import type { Subject, Who } from './world';

/**
 * `code` is "ok", an error code, "not-found", "not-listed", "to /path" for a redirect, "refused" for a room.
 * `text` is what a page hands on.
 */
export type Outcome = { code: string; text?: string; events?: number };

/** How to ask for one thing, for any person and subject. */
export type Fixture = {
  subjects: Subject[];
  act: (school: School, who: Who, subject: Subject) => Promise<Outcome>;
  /** The row of the table by which one sees what one may not change; absent: who is denied does not see it. */
  seenBy?: string;
  /** The answer to someone who sees it and may not do this; FORBIDDEN unless a state says no first. */
  refusal?: string;
  /** The answer to someone who may, where a state says no after the permission said yes; else "ok". */
  allowed?: string;
  /** It does not exist for anybody in a school that is set up. */
  isGone?: true;
  /** Open to those who still have to choose a password. */
  beforePasswordChoice?: true;
  /** What they get, where it is not the usual answer of this kind of thing. */
  mustChoose?: string;
  /** One entry of a page that others may open: not finding it there is the denial. */
  isEntry?: true;
  before?: (school: School, subject: Subject) => Promise<void>;
  after?: (school: School, subject: Subject) => Promise<void>;
};

export const idOf = (named: Record<string, string>, name: string): string => {
  const id = named[name];
  if (!id) throw new Error(`nobody is called ${name}`);
  return id;
};

/** The id of what a subject is about, for addresses, inputs and topics. */
export function subjectId({ ids, sessions }: School, subject: Subject): string {
  switch (subject.kind) {
    case 'nothing':
      return '';
    case 'class':
    case 'submission':
      return idOf(ids.classes, subject.inClass);
    case 'student':
      return idOf(ids.students, subject.of);
    case 'account':
      return idOf(ids.users, subject.of);
    case 'session':
      return idOf(sessions, subject.of);
  }
}
