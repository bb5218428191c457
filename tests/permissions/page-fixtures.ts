import { NextRequest } from 'next/server';
import { signedId } from '@/lib/platform/secrets';
import { addressCanary } from './cast';
import { idOf, subjectId, type Fixture, type Outcome } from './fixture';
import { asCaller } from './next-headers';
import { LINK } from './links';
import { payloadOf } from './payload';
import { noticeCanary, type School } from './school';
import { accounts, accountsNamed, classes, guardianAccounts, sessions, staffAccounts, students } from './subjects';
import { nothing, type Subject, type Who } from './world';

type Params = Record<string, string>;
type Asked = Omit<Fixture, 'act' | 'subjects'> & {
  subjects?: Subject[];
  params?: (school: School, subject: Subject) => Params;
  /** Words that must be on the page for this subject; without them it is "not-listed". */
  shows?: (school: School, subject: Subject) => string;
  /** What the address asks for, one opening of the page each; together they show everything there is. */
  searches?: object[];
  /** Redirects that are the page doing its work. */
  leadsTo?: string[];
};
type Page = {
  default: (props: { params: Promise<Params>; searchParams: Promise<object> }) => Promise<unknown>;
};

/** Runs the page itself with its own guard and queries, and reads everything it hands on. */
export function page(
  address: string,
  { params = () => ({}), shows, searches = [{}], leadsTo = [], subjects = [nothing], ...fixture }: Asked = {},
): [string, Fixture] {
  const act = async (school: School, who: Who, subject: Subject): Promise<Outcome> => {
    const file = school.built.pages.get(address);
    if (!file) throw new Error(`there is no page ${address}`);
    const module = (await import(/* @vite-ignore */ file)) as Page;
    const open = async (search: object) =>
      payloadOf(
        await module.default({
          params: Promise.resolve(params(school, subject)),
          searchParams: Promise.resolve(search),
        }),
      );
    try {
      let text = '';
      for (const search of searches) text += await asCaller(who.caller, () => open(search));
      return { text, code: shows && !text.includes(shows(school, subject)) ? 'not-listed' : 'ok' };
    } catch (error) {
      const code = ending(error);
      return { code: leadsTo.includes(code) ? 'ok' : code };
    }
  };
  return [`page:${address}`, { ...fixture, subjects, act }];
}

/** How Next says "not found" and "go there". */
function ending(error: unknown): string {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  if (digest === 'NEXT_HTTP_ERROR_FALLBACK;404') return 'not-found';
  const [kind, , to] = digest.split(';');
  if (kind !== 'NEXT_REDIRECT' || !to) throw error;
  return `to ${to.split('?')[0] ?? ''}`;
}

const ofStudent = (school: School, subject: Subject): Params => ({ studentId: subjectId(school, subject) });
export const ofClass = (school: School, subject: Subject): Params => ({ classId: subjectId(school, subject) });
const ofGuardian = (school: School, subject: Subject): Params => ({ guardianId: idOf(school.ids.guardians, 'of' in subject ? subject.of : '') });
const address = (_: School, subject: Subject) => ('of' in subject ? addressCanary(subject.of) : '');

export const pageFixtures: [string, Fixture][] = [
  page('/', { leadsTo: ['to /today'], beforePasswordChoice: true }),
  page('/sign-in', { leadsTo: ['to /today', 'to /choose-password'], beforePasswordChoice: true }),
  page('/sign-in/code', { leadsTo: ['to /sign-in'], beforePasswordChoice: true }),
  page('/second-factor'),
  page('/choose-password', { beforePasswordChoice: true }),
  page('/forgotten-password', { beforePasswordChoice: true }),
  page('/reset-password/[token]', { beforePasswordChoice: true, params: () => ({ token: signedId('reset', LINK) }) }),
  page('/accept-invitation/[token]', { beforePasswordChoice: true, params: () => ({ token: signedId('invitation', LINK) }) }),
  page('/today'),
  page('/account', { subjects: sessions, isEntry: true, shows: subjectId }),
  page('/notifications', {
    subjects: accounts,
    isEntry: true,
    shows: (_, subject) => ('of' in subject ? noticeCanary(subject.of) : ''),
  }),
  page('/attendance'),
  page('/staff'),
  page('/staff/new'),
  page('/students/new'),
  page('/settings/history'),
  page('/settings/mail'),
  page('/accounts/recycle-bin'),
  page('/accounts/[userId]', {
    subjects: accountsNamed((name) => !name.startsWith('deleted')),
    params: (school, subject) => ({ userId: subjectId(school, subject) }),
  }),
  page('/students', { subjects: students, isEntry: true, shows: subjectId, searches: [{}, { show: 'left' }] }),
  page('/classes', { subjects: classes, isEntry: true, shows: subjectId }),
  page('/classes/[classId]', { subjects: classes, params: ofClass }),
  page('/classes/[classId]/attendance', { subjects: classes, params: ofClass }),
  page('/classes/[classId]/attendance/[date]', {
    subjects: classes,
    params: (school, subject) => ({ ...ofClass(school, subject), date: school.ids.cast.today }),
  }),
  page('/students/[studentId]', { subjects: students, params: ofStudent }),
  page('/students/[studentId]/medical', { subjects: students, params: ofStudent }),
  page('/students/[studentId]/safeguarding', { subjects: students, params: ofStudent }),
  page('/students/[studentId]/edit', { subjects: students, params: ofStudent }),
  page('/guardians'),
  page('/guardians/new'),
  page('/guardians/[guardianId]', { subjects: guardianAccounts, params: ofGuardian }),
  page('/guardians/[guardianId]/edit', { subjects: guardianAccounts, params: ofGuardian }),
  page('/staff/[userId]/edit', { subjects: staffAccounts, params: (school, subject) => ({ userId: subjectId(school, subject) }) }),
  page('/students/[studentId]/attendance', { subjects: students, params: ofStudent }),
];

const [, record] = page('/students/[studentId]', {
  subjects: students,
  params: ofStudent,
  shows: address,
  isEntry: true,
});
export const rowPageFixtures: [string, Fixture][] = [['B16 page:/students/[studentId]', record]];

type Handler = (request: NextRequest, context: { params: Promise<Params> }) => Promise<Response> | Response;

const words: Record<number, string> = {
  200: 'ok',
  204: 'ok',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  422: 'INVALID',
  429: 'LIMITED',
};

type AskedRoute = Partial<Fixture> & { query?: string; form?: FormData | ((who: Who) => FormData); params?: Params };

export function route(name: string, { form, params = {}, ...fixture }: AskedRoute = {}): [string, Fixture] {
  const act = async (school: School, who: Who): Promise<Outcome> => {
    const [method = '', path = ''] = name.split(' ');
    const module = (await import(
      /* @vite-ignore */ idOf(Object.fromEntries(school.built.routes), name)
    )) as Record<string, Handler>;
    const request = new NextRequest(`http://localhost:3000${path}${fixture.query ?? ''}`, { method, body: typeof form === 'function' ? form(who) : form });
    const response = await asCaller(who.caller, async () => module[method]?.(request, { params: Promise.resolve(params) }));
    return { code: words[response?.status ?? 0] ?? `status ${response?.status}` };
  };
  return [`route:${name}`, { subjects: [nothing], ...fixture, act }];
}

export const routeFixtures: [string, Fixture][] = [
  // There is none: the address answers so to everybody.
  route('GET /api/logo', { beforePasswordChoice: true }),
  route('GET /api/signature', { mustChoose: 'UNAUTHENTICATED' }),
  route('GET /api/health/live', { beforePasswordChoice: true }),
  route('GET /api/health/ready', { beforePasswordChoice: true }),
  route('POST /api/live-ticket'),
  // It is there for everyone to be refused by: its address is no secret.
  route('POST /api/history', { seenBy: 'B06', form: new FormData() }),
  route('GET /api/changes', { query: '?since=0', mustChoose: 'UNAUTHENTICATED' }),
];
