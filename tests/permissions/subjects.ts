import { places, studentNames, type Subject } from './world';

const names = Object.keys(places);

export const classes: Subject[] = ['class2A', 'class2B'].map((inClass) => ({ kind: 'class', inClass }));
export const students: Subject[] = studentNames.map((of) => ({ kind: 'student', of }));
export const accounts: Subject[] = names.map((of) => ({ kind: 'account', of }));
export const sessions: Subject[] = names.map((of) => ({ kind: 'session', of }));

export const accountsNamed = (wanted: (name: string) => boolean): Subject[] =>
  names.filter(wanted).map((of) => ({ kind: 'account', of }));

/** Submissions by those who may take the register, by someone who could once, and by Grace. */
export const submissions: Subject[] = ['class2A', 'class2B'].flatMap((inClass) =>
  ['superAdmin', 'admin', 'grace', 'mrObi', 'mrsMusa', 'mrsOkon', 'formerTeacher'].map((of): Subject => ({
    kind: 'submission',
    inClass,
    of,
  })),
);

/** Everybody on the staff list. */
export const staffAccounts = accountsNamed((name) =>
  Boolean(places[name]?.roles.some((role) => role === 'super-admin' || role === 'admin' || role === 'teacher')),
);

/** Everybody who is, or was, a guardian of somebody. */
export const guardianAccounts = accountsNamed(
  (name) => Boolean(places[name]?.roles.includes('parent')),
);
