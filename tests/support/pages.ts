import type { Cast } from '@/db/seed/school';
import { callAction } from './http';
import { freshSchool, tokenOf } from './school';

/** A small school with one register, so that its pages have something to show. */
export async function schoolWithRegister(): Promise<Cast> {
  const cast = await freshSchool(3);
  const { answer } = await callAction({
    token: await tokenOf(cast.admin), path: '/notifications', name: 'submitRegister',
    input: {
      classId: cast.class2B.id, day: cast.today, version: 0,
      marks: [{ studentId: cast.chidi.id, status: 'absent' }],
    },
  });
  if (!answer?.ok) throw new Error(`the register was not taken: ${answer?.message}`);
  return cast;
}

export type Who = 'superAdmin' | 'admin' | 'grace' | 'pupil' | 'tundesMother';
export const people: Who[] = ['superAdmin', 'admin', 'grace', 'pupil', 'tundesMother'];
export const personOf = (cast: Cast, who: Who) => (who === 'pupil' ? { id: cast.tunde.userId } : cast[who]);

/** Every page, and who gets it; the others find that it does not exist. */
export const pagesOf = (cast: Cast): [path: string, may: Who[]][] => [
  ['/today', people],
  ['/account', people],
  ['/second-factor', people],
  ['/notifications', people],
  ['/attendance', ['superAdmin', 'admin']],
  ['/classes', ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2A.id}`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2B.id}`, ['superAdmin', 'admin']],
  [`/classes/${cast.class2A.id}/attendance`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2A.id}/attendance/${cast.today}`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2B.id}/attendance/${cast.today}`, ['superAdmin', 'admin']],
  ['/students', ['superAdmin', 'admin', 'grace']],
  [`/students/${cast.tunde.id}`, people],
  [`/students/${cast.tunde.id}/attendance`, people],
  [`/students/${cast.chidi.id}/attendance`, ['superAdmin', 'admin', 'tundesMother']],
  [`/students/${cast.amina.id}`, ['superAdmin', 'admin', 'grace']],
  ['/staff', ['superAdmin', 'admin']],
  ['/staff/new', ['superAdmin', 'admin']],
  ['/people/import', ['superAdmin', 'admin']],
  ['/search?q=a', ['superAdmin', 'admin']],
  ['/students/new', ['superAdmin', 'admin']],
  ['/students/selected?all=on', ['superAdmin', 'admin']],
  ['/students/selected/print?all=on', ['superAdmin', 'admin']],
  ['/students/selected/print?all=on&as=cards', ['superAdmin', 'admin']],
  ['/students/changes', ['superAdmin', 'admin']],
  [`/students/${cast.tunde.id}/medical`, people],
  [`/students/${cast.chidi.id}/medical`, ['superAdmin', 'admin', 'tundesMother']],
  [`/students/${cast.tunde.id}/safeguarding`, []],
  [`/students/${cast.tunde.id}/placement`, ['superAdmin', 'admin']],
  [`/classes/${cast.class2A.id}/print/list`, ['superAdmin', 'admin', 'grace']],
  [`/classes/${cast.class2A.id}/print/cards`, ['superAdmin', 'admin']],
  ['/change-requests', ['superAdmin', 'admin', 'tundesMother']],
  ['/change-requests/new', ['tundesMother']],
  [`/change-requests/new?about=${cast.tunde.id}`, ['tundesMother']],
  [`/students/${cast.tunde.id}/edit`, ['superAdmin', 'admin']],
  [`/staff/${cast.grace.id}/edit`, ['superAdmin', 'admin']],
  ['/guardians', ['superAdmin', 'admin']],
  ['/guardians/new', ['superAdmin', 'admin']],
  [`/guardians/${cast.tundesMother.guardianId}`, ['superAdmin', 'admin']],
  [`/guardians/${cast.tundesMother.guardianId}/edit`, ['superAdmin', 'admin']],
  ['/settings', ['superAdmin', 'admin']],
  ['/settings/school', ['superAdmin', 'admin']],
  ['/settings/branding', ['superAdmin', 'admin']],
  ['/settings/trust', ['superAdmin']],
  ['/settings/calendar', ['superAdmin', 'admin']],
  ['/settings/levels', ['superAdmin', 'admin']],
  ['/settings/classes', ['superAdmin', 'admin']],
  [`/settings/classes/${cast.class2A.id}`, ['superAdmin', 'admin']],
  ['/settings/subjects', ['superAdmin', 'admin']],
  [`/settings/subjects/${cast.maths.id}`, ['superAdmin', 'admin']],
  [`/classes/${cast.class2A.id}/teachers`, ['superAdmin', 'admin']],
  ['/settings/history', ['superAdmin', 'admin']],
  ['/settings/mail', ['superAdmin']],
  ['/accounts/recycle-bin', ['superAdmin', 'admin']],
  [`/accounts/${cast.grace.id}`, ['superAdmin', 'admin']],
];

/** What a visitor reaches; the token of a letter is one that does not work. */
export const publicPages = ['/sign-in', '/forgotten-password', `/reset-password/${'A'.repeat(64)}`, `/accept-invitation/${'A'.repeat(64)}`];
