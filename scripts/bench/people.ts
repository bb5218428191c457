import type { Client } from '@/db/client';
import { openSession } from '@/lib/accounts/sessions/commands';
import { asSystem } from '@/lib/platform/system';

export type Pupil = { id: string; surname: string; firstName: string; admissionNumber: string };

/** One teacher with one class: two of them never write the same register. */
export type Lane = {
  classId: string;
  className: string;
  levelId: string;
  userId: string;
  username: string;
  /** The teacher's surname and first name: in a small school and in a large one they find about as many people. */
  teacher: string;
  roster: Pupil[];
  /** Many sign-ins of the same person, because writes are limited for each. */
  cookies: string[];
  version: number;
};

export type Family = { userId: string; cookie: string; children: (Pupil & { classId: string })[] };

export type People = {
  day: string;
  /** The newest day before it whose registers are taken. */
  pastDay: string;
  lanes: Lane[];
  office: { userId: string; cookie: string };
  family: Family;
  /** Who comes first in the list of all students. */
  first: Pupil[];
};

export const LANES = 16;
export const ROSTER = 40;
const COOKIES = 16;

/** Everyone the requests are sent as, with sessions inserted for them. */
export async function findPeople(owner: Client, day: string): Promise<People> {
  const rows = await owner<Omit<Lane, 'cookies' | 'version'>[]>`
    select c.id as "classId", c.name as "className", c.level_id as "levelId", u.id as "userId", u.username, st.surname || ' ' || st.first_name as teacher, (
      select jsonb_agg(jsonb_build_object('id', s.id, 'surname', s.surname, 'firstName', s.first_name,
        'admissionNumber', s.admission_number) order by s.search_name, s.id)
      from enrolments e join students s on s.id = e.student_id where e.class_id = c.id and e.ends_on is null) as roster
    from bench_classes b join classes c on c.id = b.id
    join class_teachers ct on ct.class_id = c.id and ct.ended_at is null
    join staff st on st.id = ct.staff_id join users u on u.id = st.user_id order by b.place`;
  const lanes: Lane[] = [];
  for (const row of rows) lanes.push({ ...row, cookies: await cookiesFor(row.userId, COOKIES), version: 0 });
  const [admin] = await owner<{ id: string }[]>`
    select u.id from users u join user_roles r on r.user_id = u.id where r.role = 'admin' order by u.username limit 1`;
  const office = { userId: idOf(admin), cookie: await cookieFor(idOf(admin)) };
  const [family] = await families(owner, { first: lanes[0]?.classId ?? '', children: 2, limit: 1 });
  if (!family) throw new Error('The demonstration has no guardian with two children.');
  const first = await owner<Pupil[]>`
    select id, surname, first_name as "firstName", admission_number as "admissionNumber" from students s
    where exists (select 1 from enrolments e where e.student_id = s.id and e.ends_on is null) order by search_name, id limit 10`;
  const [past] = await owner<{ day: string }[]>`select max(day)::text as day from registers where day < ${day}`;
  return { day, pastDay: past?.day ?? day, lanes, office, family, first: [...first] };
}

type Wanted = { first: string; children?: number; limit: number };

/** Guardians with their children and a session each; those of one class come first. */
export async function families(owner: Client, { first, children = 1, limit }: Wanted): Promise<Family[]> {
  const rows = await owner<Omit<Family, 'cookie'>[]>`
    select g.user_id as "userId", jsonb_agg(jsonb_build_object('id', s.id, 'surname', s.surname, 'firstName', s.first_name,
      'admissionNumber', s.admission_number, 'classId', e.class_id)) as children
    from guardians g join guardian_links l on l.guardian_id = g.id and l.ended_at is null and l.verified_at is not null
    join students s on s.id = l.student_id join enrolments e on e.student_id = s.id and e.ends_on is null
    group by g.id having count(*) >= ${children}
    order by bool_or(e.class_id = ${first}) desc, g.id limit ${limit}`;
  const found: Family[] = [];
  for (const row of rows) found.push({ ...row, cookie: await cookieFor(row.userId) });
  return found;
}

/** One more sign-in of a person, as the header that carries it. */
export async function cookieFor(userId: string): Promise<string> {
  const { token } = await asSystem('bench', (ctx) => openSession(ctx, userId));
  return `session=${token}`;
}

function cookiesFor(userId: string, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => cookieFor(userId)));
}

function idOf(row: { id: string } | undefined): string {
  if (!row) throw new Error('The demonstration has no school office.');
  return row.id;
}
