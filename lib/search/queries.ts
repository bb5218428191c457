import { listGuardians } from '@/lib/people/guardians/queries';
import { peopleSearch, staffSearch, studentSearch } from '@/lib/people/schema';
import { listStaff } from '@/lib/people/staff/queries';
import { listStudents } from '@/lib/people/students/queries';
import type { Actor } from '@/lib/platform/actor';
import { sayPhone } from '@/lib/platform/phone';
import type { Found } from './schema';

/** Who fits by name, admission number or phone, at most `shown` of each kind; every kind is narrowed as its own list is. */
export async function findPeople(actor: Actor, { q, shown }: { q: string; shown: number }): Promise<Found[]> {
  if (q.trim() === '') return [];
  const [students, guardians, staff] = await Promise.all([
    listStudents(actor, studentSearch.parse({ q })),
    listGuardians(actor, peopleSearch.parse({ q })),
    listStaff(actor, staffSearch.parse({ q })),
  ]);
  const all = (path: string) => `${path}?${new URLSearchParams({ q })}`;
  const found: Found[] = [
    {
      title: 'Students', all: all('/students'), total: students.total,
      rows: students.rows.slice(0, shown).map((one) => [
        `/students/${one.id}`, `${one.surname} ${one.firstName} ${one.otherNames}`.trim(), `${one.admissionNumber} · ${one.className ?? 'no class'}`,
      ]),
    },
    {
      title: 'Guardians', all: all('/guardians'), total: guardians.total,
      rows: guardians.rows.slice(0, shown).map((one) => [
        `/guardians/${one.id}`, `${one.surname} ${one.firstName}`, [one.phone && sayPhone(one.phone), one.children].filter(Boolean).join(' · '),
      ]),
    },
    {
      title: 'Staff', all: all('/staff'), total: staff.total,
      rows: staff.rows.slice(0, shown).map((one) => [
        `/accounts/${one.userId}`, `${one.title} ${one.surname} ${one.firstName}`.trim(), one.leads ?? one.username,
      ]),
    },
  ];
  return found.filter((one) => one.total > 0);
}
