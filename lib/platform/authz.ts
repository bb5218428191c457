import type { Actor, Person, Role } from './actor';

/** Who may do what to which thing: a sentence for humans, the roles that have it at all, the relation that narrows it. */
export type Permission<Subject> = {
  key: string;
  says: string;
  roles: readonly (Role | 'visitor')[];
  when: (actor: Person, subject: Subject) => boolean;
};

export function permission<Subject>(definition: Permission<Subject>): Permission<Subject> {
  return definition;
}

/** Some role of this person has the permission at all; which thing it reaches is the relation's to say. */
export function holds(actor: Person, allowed: Pick<Permission<never>, 'roles'>): boolean {
  return allowed.roles.some((role) => role !== 'visitor' && actor.roles.has(role));
}

/** The one question. Deny is the default; no role skips the relation. */
export function can<Subject>(actor: Actor, allowed: Permission<Subject>, subject: Subject): boolean {
  if (actor.kind === 'visitor') return allowed.roles.includes('visitor');
  if (actor.kind !== 'person') return false;
  return holds(actor, allowed) && allowed.when(actor, subject);
}
