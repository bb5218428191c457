import type { Role } from '@/lib/platform/actor';
import type { Caller } from '@/lib/platform/perform';

/** Someone who asks. Only `works` reaches anything: the rest count as visitors, or must choose a password first. */
export type Who = {
  /** Whose account it is. */
  name: string;
  label: string;
  standing: 'works' | 'must-choose' | 'shut-out' | 'visitor';
  caller: Caller & { token: string | null };
};

export type Subject =
  | { kind: 'nothing' }
  | { kind: 'class'; inClass: string }
  | { kind: 'student' | 'account' | 'session'; of: string }
  /** The last submission of today's register of a class, made by someone. */
  | { kind: 'submission'; inClass: string; of: string };

export const nothing: Subject = { kind: 'nothing' };

type Place = {
  roles: Role[];
  teaches?: string[];
  leads?: string[];
  children?: string[];
  /** Where a student is enrolled now. */
  inClass?: string[];
  /** What was, or never came to be: written down so that the proof can count it. */
  formerly?: string[];
  standing?: 'must-choose' | 'shut-out';
  /** Holds the grant for custody and safeguarding notes. */
  isSafeguarding?: true;
};

/** Who stands where, written by hand: the proof must not ask the code under test who teaches whom. */
export const places: Record<string, Place> = {
  superAdmin: { roles: ['super-admin'] },
  admin: { roles: ['admin'], isSafeguarding: true },
  grace: { roles: ['teacher'], teaches: ['class2A'], leads: ['class2A'], formerly: ['bisi', 'kemi'] },
  mrObi: { roles: ['teacher'], teaches: ['class2A'], formerly: ['bisi', 'kemi'] },
  mrsMusa: { roles: ['teacher'], teaches: ['class2B'], leads: ['class2B'] },
  formerTeacher: { roles: ['teacher'], formerly: ['class2A', 'class2B', 'tunde', 'amina', 'chidi'] },
  mrsOkon: { roles: ['teacher', 'parent'], teaches: ['class2B'], children: ['amina'] },
  newTeacher: { roles: ['teacher'], teaches: ['class2A'], standing: 'must-choose' },
  tundesMother: { roles: ['parent'], children: ['tunde', 'chidi'] },
  aminasFather: { roles: ['parent'], children: ['amina'] },
  formerGuardian: { roles: ['parent'], formerly: ['tunde'] },
  unverifiedGuardian: { roles: ['parent'], formerly: ['tunde'] },
  tunde: { roles: ['student'], inClass: ['class2A'] },
  amina: { roles: ['student'], inClass: ['class2A'] },
  chidi: { roles: ['student'], inClass: ['class2B'] },
  bisi: { roles: ['student'], inClass: ['class2B'], formerly: ['class2A'] },
  kemi: { roles: ['student'], formerly: ['class2A'] },
  suspendedTeacher: { roles: ['teacher'], teaches: ['class2A'], standing: 'shut-out' },
  suspendedAdmin: { roles: ['admin'], standing: 'shut-out' },
  suspendedMother: { roles: ['parent'], children: ['tunde'], standing: 'shut-out' },
  suspendedStudent: { roles: ['student'], inClass: ['class2B'], standing: 'shut-out' },
  disabledMother: { roles: ['parent'], children: ['tunde'], standing: 'shut-out' },
  deletedMother: { roles: ['parent'], children: ['tunde'], standing: 'shut-out' },
};

export const studentNames = Object.keys(places).filter((name) => places[name]?.roles.includes('student'));

/** The answers the cells need, from the table above. */
export const world = {
  roles: (name: string): Role[] => places[name]?.roles ?? [],
  teaches: (name: string) => places[name]?.teaches ?? [],
  leads: (name: string) => places[name]?.leads ?? [],
  children: (name: string) => places[name]?.children ?? [],
  isSafeguarding: (name: string) => Boolean(places[name]?.isSafeguarding),
  classOf: (student: string) => places[student]?.inClass ?? [],
};

export type World = typeof world;

/** "Mr Briggs once taught it": for the count of each kind of check. */
export function wasOnceRelated(who: Who, subject: Subject): boolean {
  const names =
    subject.kind === 'nothing'
      ? []
      : [...('of' in subject ? [subject.of] : []), ...('inClass' in subject ? [subject.inClass] : [])];
  return names.some((name) => places[who.name]?.formerly?.includes(name));
}

export function saySubject(subject: Subject): string {
  if (subject.kind === 'nothing') return 'nothing in particular';
  if (subject.kind === 'class') return subject.inClass;
  return subject.kind === 'submission'
    ? `${subject.of}’s submission in ${subject.inClass}`
    : `${subject.kind} of ${subject.of}`;
}
