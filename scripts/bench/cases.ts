import { page, actionId, signIn, submit } from './requests';
import type { Floors } from './floors';
import type { Shot, Target } from './load';
import type { Lane } from './people';
import type { Stage } from './stage';

export type Case = {
  name: string;
  floor: 'empty page' | '40 rows' | '40 marks' | 'one hash';
  isSlow?: true;
  next(): Shot;
};

/** Everything that is measured, in the order in which it is. */
export async function listCases({ school, settings }: Stage): Promise<Case[]> {
  const { people } = school;
  const { lanes, office, family, day, first } = people;
  const [lane] = lanes;
  const [child] = family.children;
  if (!lane || !child) throw new Error('nobody to measure with');
  const [teacher] = lane.cookies;
  const register = `/classes/${lane.classId}/attendance/${day}`;
  const numbers = lane.roster.map((pupil) => pupil.admissionNumber);
  const search = `/students?q=${encodeURIComponent(child.admissionNumber)}`;
  const get = (
    name: string,
    floor: Case['floor'],
    path: string,
    options: Parameters<typeof page>[1],
  ): Case => {
    const shot = page(path, options);
    return { name, floor, next: () => shot };
  };
  return [
    get('sign-in page', 'empty page', '/sign-in', { shows: ['name="identifier"', 'current-password'] }),
    get('register page', '40 rows', register, { cookie: teacher, shows: [lane.className, ...numbers] }),
    get('register page, gzip', '40 rows', register, { cookie: teacher, shows: [], zipped: true }),
    get('student list', '40 rows', '/students', {
      cookie: office.cookie,
      shows: first.flatMap((pupil) => [pupil.admissionNumber, `/students/${pupil.id}`]),
    }),
    get('student search', 'empty page', search, {
      cookie: office.cookie,
      shows: [`/students/${child.id}`, child.admissionNumber],
    }),
    get('guardian home', 'empty page', '/today', {
      cookie: family.cookie,
      shows: family.children.map((one) => `/students/${one.id}/attendance`),
    }),
    get('teacher home', 'empty page', '/today', { cookie: teacher, shows: [register, lane.className] }),
    get('office home', 'empty page', '/today', {
      cookie: office.cookie,
      shows: ['Registers taken', 'Open the board'],
    }),
    get('board', '40 rows', '/attendance', {
      cookie: office.cookie,
      shows: lanes.map((one) => `/classes/${one.classId}/attendance/${day}`),
    }),
    {
      name: 'submit register',
      floor: '40 marks',
      next: submits(lanes, {
        day,
        origin: settings.APP_URL,
        id: await actionId('lib/attendance/actions.ts', 'submitRegister'),
      }),
    },
    {
      name: 'sign-in',
      floor: 'one hash',
      isSlow: true,
      next: signIns(lanes, {
        origin: settings.APP_URL,
        id: await actionId('lib/accounts/actions.ts', 'signIn'),
      }),
    },
  ];
}

/** Each class is written by one client at a time, as in a school. */
export function submits(lanes: Lane[], common: { day: string; origin: string; id: string }): () => Shot {
  const free = [...lanes];
  return () => {
    const lane = free.shift();
    if (!lane) throw new Error(`more clients than the ${lanes.length} classes`);
    return submit({ ...common, lane, done: () => free.push(lane) });
  };
}

/** One person after another, each try from another address. */
export function signIns(lanes: Lane[], common: { origin: string; id: string }): () => Shot {
  let tries = 0;
  return () => {
    const lane = lanes[tries % lanes.length];
    tries += 1;
    return signIn({
      ...common,
      username: lane?.username ?? '',
      address: `10.${(tries >> 16) & 255}.${(tries >> 8) & 255}.${tries & 255}`,
    });
  };
}

/** The bare program that does the same as a case. */
export function floorOf(
  floor: Case['floor'],
  { next, post, postToken }: Floors,
  lane: Lane | undefined,
): Target {
  if (floor === 'empty page') return { ...next, next: () => page('/', { shows: ['empty page'] }) };
  if (floor === '40 rows')
    return { ...next, next: () => page('/register', { shows: ['THS-STU-000', 'THS-STU-039'] }) };
  const asked = {
    method: 'POST' as const,
    check: (status: number, body: string) => status === 200 && body === '{"ok":true}',
  };
  if (floor === 'one hash') return { ...post, next: () => ({ ...asked, path: '/hash', headers: {} }) };
  let turn = 0;
  return {
    ...post,
    next: () => {
      turn += 1;
      const marks = (lane?.roster ?? []).map((pupil, index) => [
        pupil.id,
        (index + turn) % 2 === 0 ? 'present' : 'late',
      ]);
      const register = `00000000-0000-4000-8000-0000000000${String(turn % 16).padStart(2, '0')}`;
      const headers = { authorization: postToken, 'content-type': 'application/json' };
      return { ...asked, path: '/marks', headers, body: JSON.stringify({ register, marks }) };
    },
  };
}
