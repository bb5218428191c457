import { plusDays } from '@/lib/platform/dates';
import type { People } from './people';

export type Measured = {
  name: string;
  /** Lists have to stay within the limit; the others are what a class or a family makes of them. */
  isList: boolean;
  path: string;
  cookie: string | undefined;
  shows: string[];
};

/** Every list of the office, and beside them two pages whose size is that of a class and of a family. */
export function listMeasured(people: People): Measured[] {
  const { lanes, office, family, day } = people;
  const [lane] = lanes;
  const [child] = family.children;
  if (!lane || !child) throw new Error('nobody to measure with');
  // So common that they fill the page in either school: the rows are as many, and ten times as many are counted.
  const letters = 'ola';
  const list = (name: string, path: string, asked: Record<string, string>, ...shows: string[]): Measured => {
    const query = new URLSearchParams(asked).toString();
    return { name, isList: true, path: query ? `${path}?${query}` : path, cookie: office.cookie, shows };
  };
  const student = 'href="/students/';
  const guardian = 'href="/guardians/';
  const person = 'href="/accounts/';
  // Its time: not every event is about somebody.
  const event = 'text-muted tabular-nums';
  return [
    list('students', '/students', {}, student),
    list('students, page 15', '/students', { page: '15' }, student),
    list('students of a class', '/students', { class: lane.classId }, student),
    list('students of a level', '/students', { level: lane.levelId }, student),
    list('students who left', '/students', { show: 'left' }, student),
    list('students by name', '/students', { q: letters }, student),
    list('students by two names', '/students', { q: `${child.surname} ${child.firstName}` }, student),
    list('students by number', '/students', { q: child.admissionNumber }, `${student}${child.id}`),
    list('guardians', '/guardians', {}, guardian),
    list('guardians, page 15', '/guardians', { page: '15' }, guardian),
    list('guardians by name', '/guardians', { q: letters }, guardian),
    list('guardians by phone', '/guardians', { q: '0701 000 012' }, guardian),
    list('staff', '/staff', {}, person),
    list('staff by name', '/staff', { q: lane.teacher }, person),
    list('staff by role', '/staff', { role: 'teacher' }, person),
    list('search by name', '/search', { q: letters }, student, guardian),
    list('search by number', '/search', { q: child.admissionNumber }, student),
    list('search by phone', '/search', { q: '0701 000 012' }, guardian),
    list('office home', '/today', {}, 'Registers taken'),
    list('board of today', '/attendance', {}, `/attendance/${day}`),
    list('board of a past day', '/attendance', { day: people.pastDay }, `/attendance/${people.pastDay}`),
    list('classes', '/classes', {}, 'href="/classes/'),
    list('classes, settings', '/settings/classes', {}, 'href="/settings/classes/'),
    list('history', '/settings/history', {}, event),
    list('history of registers', '/settings/history', { area: 'attendance' }, event),
    list('history of a teacher', '/settings/history', { who: lane.teacher }, event),
    list('history of a sign-in name', '/settings/history', { who: lane.username }, event),
    list('history of a child', '/settings/history', { about: child.id }, 'History'),
    list('history of some days', '/settings/history', { from: plusDays(day, -100), to: plusDays(day, -80) }, event),
    list('imports', '/people/import', {}, 'href="/people/import/'),
    list('change requests', '/change-requests', {}, 'href="/change-requests/'),
    list('recycle bin', '/accounts/recycle-bin', {}, 'Is emptied'),
    list('notices', '/notifications', {}, 'Something to know about'),
    {
      name: 'register page', isList: false, path: `/classes/${lane.classId}/attendance/${day}`, cookie: lane.cookies[0],
      shows: ['data-student'],
    },
    { name: 'guardian home', isList: false, path: '/today', cookie: family.cookie, shows: [`/students/${child.id}/attendance`] },
  ];
}
