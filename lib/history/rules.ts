// What happened, in words for people. A test holds this list against every event that the code records.
import { CHANGES, sayWish } from '@/lib/accounts/super-admins/rules';
import { isDay, sayDay } from '@/lib/platform/dates';

type Detail = Record<string, unknown>;

const count = (value: unknown) => (Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0);
const plural = (value: unknown, one: string) => `${count(value)} ${one}${count(value) === 1 ? '' : 's'}`;
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const sayDate = (value: unknown) => (typeof value === 'string' && isDay(value) ? sayDay(value) : text(value));
const sayRange = (d: Detail) => (d.from === d.to ? sayDate(d.from) : `${sayDate(d.from)} – ${sayDate(d.to)}`);
const sayAsked = (value: unknown) => {
  const change = CHANGES.find((one) => one === value);
  return change ? sayWish(change, 'the person') : 'decide';
};
const planned = (kind: unknown, d: Detail) => `the ${kind === 'readmit' ? 'return' : 'move'} to ${text(d.class)} on ${sayDate(d.from)}`;
const part = (detail: Detail, name: string) => (detail[name] ?? {}) as Detail;

const sentences: Record<string, (detail: Detail) => string> = {
  'access.denied': (d) => `was refused: ${text(d.message) || text(d.action)}`,
  'accounts.code-asked': () => 'gave the right password and was asked for a code',
  'accounts.code-refused': () => 'gave a wrong code',
  'accounts.recovery-code-used': (d) => `signed in with a recovery code, ${typeof d.left === 'number' ? d.left : 0} left`,
  'accounts.recovery-codes-renewed': () => 'got new recovery codes',
  'accounts.second-factor-removed': () => 'took away the own second sign-in step',
  'accounts.second-factor-reset': () => 'took away the second sign-in step of the account',
  'accounts.second-factor-set': () => 'set up a second sign-in step',
  'accounts.second-factor-started': () => 'began to set up a second sign-in step',
  'accounts.disabled': () => 'put the account into the recycle bin',
  'accounts.emptied': () => 'emptied the account: the name stays, contacts and sign-in are gone',
  'accounts.removed': () => 'removed an account that nothing refers to',
  'accounts.restored': () => 'took the account out of the recycle bin',
  'accounts.super-admin-asked': (d) => `asked another super admin to ${sayAsked(d.change)}`,
  'accounts.super-admin-made': () => 'made the person a super admin',
  'accounts.super-admin-relieved': () => 'relieved the super admin',
  'accounts.super-admin-withdrawn': () => 'took back what another super admin was to confirm',
  'accounts.unlocked': () => 'let the person try to sign in again at once',
  'accounts.invited': () => 'invited by e-mail',
  'accounts.invitation-accepted': () => 'accepted the invitation and chose a password',
  'accounts.invitation-withdrawn': () => 'took back the invitation',
  'accounts.password-issued': () => 'gave a new first password to the account',
  'accounts.password-chosen': () => 'chose a new password',
  'accounts.password-reset': () => 'chose a new password through a link from a letter',
  'accounts.reactivated': () => 'reactivated the account',
  'accounts.reset-asked': () => 'asked for a link to choose a new password',
  'accounts.roles-changed': () => 'changed the roles of the account',
  'accounts.safeguarding-changed': () => 'changed the right to custody and safeguarding notes',
  'accounts.sessions-ended': (d) => `ended ${plural(d.sessions, 'sign-in')}: ${text(d.reason).replaceAll('-', ' ')}`,
  'accounts.sign-in-refused': (d) => (d.suspended ? 'tried to sign in while suspended' : 'gave a wrong password'),
  'accounts.signed-in': () => 'signed in',
  'accounts.suspended': () => 'suspended the account',
  'attendance.demo-registers-given': () => 'gave the demonstration its registers',
  'attendance.register-corrected': (d) => `corrected the register of ${sayDate(d.day)}`,
  'attendance.register-submitted': (d) => `took the register of ${sayDate(d.day)}`,
  'attendance.register-undone': (d) => `took back the register of ${sayDate(d.day)}`,
  'calendar.holidays-added': (d) => `closed the school for ${text(d.name)}, ${sayRange(d)}`,
  'calendar.holidays-removed': (d) => `removed the holiday ${text(d.name)}, ${sayRange(d)}`,
  'calendar.session-created': (d) => `created the session ${text(d.name)}`,
  'calendar.term-archived': (d) => `archived the ${text(d.term)} term`,
  'calendar.term-brought-back': (d) => `brought the ${text(d.term)} term back from the archive`,
  'calendar.term-changed': (d) => `changed the dates of the ${text(d.term)}`,
  'calendar.term-closed': (d) => `closed the ${text(d.term)} term`,
  'calendar.term-opened': () => 'opened the term',
  'classes.class-changed': () => 'changed the class',
  'classes.class-removed': (d) => `removed the class ${text(d.name)}`,
  'classes.class-teacher-assigned': (d) => `made ${text(d.teacher)} class teacher of`,
  'classes.class-teacher-ended': (d) => `ended the work of ${text(d.teacher)} as class teacher of`,
  'classes.classes-created': (d) => `created ${plural(d.names, 'class').replace(/classs$/, 'classes')}`,
  'classes.department-removed': (d) => `removed the department ${text(d.name)}`,
  'classes.department-renamed': () => 'renamed a department',
  'classes.departments-created': (d) => `created ${plural(d.names, 'department')}`,
  'classes.level-moved': (d) => `moved ${text(d.name)} one place ${text(d.direction)}`,
  'classes.level-removed': (d) => `removed the level ${text(d.name)}`,
  'classes.level-renamed': () => 'renamed a level',
  'classes.levels-created': (d) => `created ${plural(d.names, 'level')}`,
  'classes.offerings-changed': (d) => `changed where ${text(d.name)} is offered: ${plural(d.added, 'place')} added, ${count(d.removed)} removed, ${count(d.changed)} changed`,
  'classes.subject-removed': (d) => `removed the subject ${text(d.name)}`,
  'classes.subject-renamed': () => 'renamed a subject',
  'classes.subjects-created': (d) => `created ${plural(d.names, 'subject')}`,
  'classes.teacher-assigned': (d) => `gave ${text(d.teacher)} ${text(d.subject)} in`,
  'classes.teacher-ended': (d) => `ended the work of ${text(d.teacher)} in ${text(d.subject)} of`,
  'classes.teaching-assigned': () => 'assigned teachers to subjects',
  'classes.teaching-copied': (d) => `copied ${plural(d.assignments, 'teaching assignment')} to the next term of`,
  'history.exported': (d) => `exported ${plural(d.lines, 'line')} of the history`,
  'mail.test-asked': () => 'asked for a test mail',
  'notifications.delivered': (d) => `told families: ${plural(d.count, 'notice')}`,
  'notifications.read': (d) => `read ${plural(d.count, 'notice')}`,
  'accounts.demo-cast-chosen': () => 'chose who signs in to the demonstration',
  'people.demo-history-written': () => 'wrote the demonstration’s earlier years',
  'accounts.slips-printed': (d) => `printed ${plural(d.count, 'sign-in slip')}`,
  'people.import-confirmed': (d) => `said yes to the import of ${text(d.fileName)}`,
  'people.import-undo-asked': (d) => `asked to take back the import of ${text(d.fileName)}`,
  'people.import-undone': (d) => `took back an import of ${text(d.kind)}`,
  'people.change-approved': (d) => `approved a change: ${text(d.field).replaceAll('_', ' ')}`,
  'people.change-declined': (d) => `declined a change: ${text(d.field).replaceAll('_', ' ')}`,
  'people.change-requested': (d) => `asked for a change: ${text(d.field).replaceAll('_', ' ')}`,
  'people.change-withdrawn': (d) => `took back a request: ${text(d.field).replaceAll('_', ' ')}`,
  'people.placement-planned': (d) => `planned: ${planned(d.kind, part(d, 'after'))}`,
  'people.planned-placement-cancelled': (d) => `cancelled what was planned: ${planned(d.kind, part(d, 'before'))}`,
  'people.planned-placement-failed': (d) => `could not carry out what was planned: ${planned(d.kind, d)}. ${text(d.problem)}`,
  'people.exported': (d) => `took ${plural(d.count, 'line')} of ${text(d.kind)} out of the school as a file`,
  'people.guardian-added': () => 'added the guardian',
  'people.guardian-edited': () => 'changed the contact details',
  'people.guardian-link-edited': () => 'changed the link to a child',
  'people.guardian-link-ended': (d) => `ended the link to ${text(d.child)}`,
  'people.guardian-link-restricted': (d) => `restricted the link to ${text(d.child)}`,
  'people.guardian-link-verified': (d) => `verified the link to ${text(d.child)}`,
  'people.guardian-linked': () => 'linked the guardian to a child',
  'people.medical-edited': () => 'changed the medical notes',
  'people.medical-opened': () => 'read the medical notes',
  'people.safeguarding-note-written': () => 'wrote a custody or safeguarding note',
  'people.safeguarding-opened': () => 'read the custody and safeguarding notes',
  'people.staff-added': () => 'put on the staff list',
  'people.staff-edited': () => 'changed the record',
  'people.bulk-change-undone': (d) => `undid for ${plural(d.count, 'student')}: ${text(d.kind)} ${text(d.value)}`,
  'people.students-changed': (d) => `changed ${plural(d.count, 'student')} at once: ${text(d.kind)} ${text(d.value) || 'taken away'}`,
  'people.student-edited': () => 'changed the record',
  'people.student-moved': () => 'moved the student to another class',
  'people.student-readmitted': () => 're-admitted the student',
  'people.student-withdrawn': (d) => `withdrew the student from the school: ${text(d.reason)}`,
  'people.student-added': () => 'added the student',
  'people.staff-imported': (d) => `imported staff: ${count(part(d, 'staff').new)} new, ${count(part(d, 'staff').changed)} changed`,
  'people.students-imported': (d) => `imported students: ${count(part(d, 'students').new)} new, ${count(part(d, 'students').changed)} changed`,
  'school.accent-changed': () => 'changed the colour of the school',
  'school.picture-changed': (d) => `changed the ${text(d.slot)}`,
  'school.picture-removed': (d) => `removed the ${text(d.slot)}`,
  'school.security-changed': () => 'changed the security settings',
  'school.set-up': () => 'set up the school',
  'school.settings-changed': () => 'changed the settings of the school',
  'setup.begun': () => 'showed the set-up token',
  'setup.branding-passed': () => 'went on from how the school looks',
  'setup.finished': (d) => `finished the set-up; ${text(d.username)} can sign in`,
  'trust.verification-asked': () => 'asked for the history to be verified',
  'trust.history-verified': (d) => (d.broken ? `verified the history and found it broken: ${text(d.broken)}` : `verified the history: ${plural(d.checked, 'event')}`),
  'setup.token-made': () => 'made a token for the set-up',
};

export const knownEvents = Object.keys(sentences);

/** "took the register of Tue 24 Nov 2026": what follows the name of the one who acted. */
export function sayEvent(name: string, detail: Detail): string {
  return sentences[name]?.(detail) ?? name.replaceAll(/[.-]/g, ' ');
}

export type Difference = { what: string; before: string; after: string };

/** What changed, field by field. A register's marks are named by the student's id, which the caller turns into a name. */
export function differencesOf(detail: Detail): Difference[] {
  const { before, after } = detail;
  if (Array.isArray(after)) return marks(Array.isArray(before) ? before : [], after);
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((what) => pair(what, before[what], after[what]));
  }
  return before === undefined && after === undefined ? [] : pair('', before, after);
}

function pair(what: string, before: unknown, after: unknown): Difference[] {
  const [was, is] = [shown(before), shown(after)];
  return was === is ? [] : [{ what: what.replaceAll('_', ' '), before: was, after: is }];
}

/** Exceptions are lines [studentId, status, minutesLate, reason]; who has none was present. */
function marks(before: unknown[], after: unknown[]): Difference[] {
  const statusOf = (lines: unknown[]) => new Map(lines.filter(Array.isArray).map((line) => [String(line[0]), line.slice(1).filter((one) => one !== null).join(', ')]));
  const [was, is] = [statusOf(before), statusOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => pair(id, was.get(id) ?? 'present', is.get(id) ?? 'present'));
}

const isObject = (value: unknown): value is Detail => typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: unknown) => (value === undefined || value === null || value === '' ? '–' : typeof value === 'string' ? value : JSON.stringify(value));
