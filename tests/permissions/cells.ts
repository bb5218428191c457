import type { Role } from '@/lib/platform/actor';
import type { Subject, Who, World } from './world';

/** What a cell asks beyond who: shown by tests of its own, or listed as not built in `obligations.ts`. */
export const obligations = ['aud', 're', '2p', 'win7', 'open', 'pub'] as const;
export type Obligation = (typeof obligations)[number];

type Question = { who: Who; subject: Subject; world: World };

const relations: Record<string, (question: Question) => boolean> = {
  Y: () => true,
  // Which rows is shown by lib/history/commands.test.ts.
  'Y(no SA rows)': () => true,
  // Which files is shown by lib/people/imports/office/commands.test.ts.
  'Y(role<AD)': () => true,
  // Whose slips is shown by lib/accounts/slips/commands.test.ts.
  'Y(below)': () => true,
  // The security settings are a row of their own.
  'Y(not security)': () => true,
  N: () => false,
  // What a family asks for is a change request, a right of its own; the act itself is not theirs.
  request: () => false,
  // Holds the grant for custody and safeguarding notes.
  flagSG: ({ who, world }) => world.isSafeguarding(who.name),
  // Open to visitors, slowed down by limits.
  rate: () => true,
  own: ({ who, subject }) => subject.kind === 'nothing' || ('of' in subject && subject.of === who.name),
  child: ({ who, subject, world }) =>
    subject.kind === 'student' && world.children(who.name).includes(subject.of),
  tCls: ({ who, subject, world }) =>
    classesOf(subject, world).some((one) => world.teaches(who.name).includes(one)),
  form: ({ who, subject, world }) =>
    classesOf(subject, world).some((one) => world.leads(who.name).includes(one)),
  'Y(<SA)': ({ subject, world }) => subject.kind === 'account' && !world.roles(subject.of).includes('super-admin'),
  'self≠': ({ who, subject }) => subject.kind === 'account' && subject.of !== who.name,
  'role<AD': ({ subject, world }) =>
    subject.kind === 'account' && world.roles(subject.of).every((role) => !isOfficeRole(role)),
};

const isOfficeRole = (role: Role) => role === 'super-admin' || role === 'admin';

function classesOf(subject: Subject, world: World): string[] {
  if (subject.kind === 'class' || subject.kind === 'submission') return [subject.inClass];
  return subject.kind === 'student' ? world.classOf(subject.of) : [];
}

/** Whether a cell such as "own+tCls" or "tSub,form" gives the right: one alternative whose every part holds. */
export function allows(cell: string, question: Question): boolean {
  return alternatives(cell).some((parts) =>
    parts.filter((part) => !isObligation(part)).every((part) => relation(part)(question)),
  );
}

/** The obligations a cell names. */
export function obligationsOf(cell: string): Obligation[] {
  return alternatives(cell).flat().filter(isObligation);
}

function alternatives(cell: string): string[][] {
  // "(min)" narrows the fields, not the people; the fields are proved by the canaries.
  return cell.split(',').map((one) =>
    one
      .replaceAll('(min)', '')
      .split('+')
      .map((part) => part.trim()),
  );
}

function relation(part: string) {
  const found = relations[part];
  if (!found)
    throw new Error(
      `docs/authorization.csv says "${part}", which nobody has explained: add it to tests/permissions/cells.ts`,
    );
  return found;
}

const isObligation = (part: string): part is Obligation => obligations.some((one) => one === part);
