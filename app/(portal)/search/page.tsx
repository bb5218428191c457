import type { Metadata } from 'next';
import { FoundPeople, type Found } from '@/components/search/found-people';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { SearchForm } from '@/components/shared/search-form';
import { list as listPermission } from '@/lib/people/guardians/policy';
import { listGuardians } from '@/lib/people/guardians/queries';
import { peopleSearch, staffSearch, studentSearch } from '@/lib/people/schema';
import { listStaff } from '@/lib/people/staff/queries';
import { listStudents } from '@/lib/people/students/queries';
import { sayPhone } from '@/lib/platform/phone';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Search' };

const SHOWN = 10;

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const actor = await requirePermission(listPermission);
  const { q } = peopleSearch.parse(await searchParams);
  const asked = q.trim() !== '';
  const [students, guardians, staff] = asked
    ? await Promise.all([listStudents(actor, studentSearch.parse({ q })), listGuardians(actor, { q, page: 1 }), listStaff(actor, staffSearch.parse({ q }))])
    : [];
  const all = (path: string) => `${path}?${new URLSearchParams({ q })}`;
  const found: Found[] = [
    { title: 'Students', all: all('/students'), total: students?.total ?? 0, rows: students?.rows.slice(0, SHOWN).map((one): Found['rows'][number] => [`/students/${one.id}`, `${one.surname} ${one.firstName} ${one.otherNames}`.trim(), `${one.admissionNumber} · ${one.className ?? 'no class'}`]) ?? [] },
    { title: 'Guardians', all: all('/guardians'), total: guardians?.total ?? 0, rows: guardians?.rows.slice(0, SHOWN).map((one): Found['rows'][number] => [`/guardians/${one.id}`, `${one.surname} ${one.firstName}`, [one.phone && sayPhone(one.phone), one.children].filter(Boolean).join(' · ')]) ?? [] },
    { title: 'Staff', all: all('/staff'), total: staff?.total ?? 0, rows: staff?.rows.slice(0, SHOWN).map((one): Found['rows'][number] => [`/accounts/${one.userId}`, `${one.title} ${one.surname} ${one.firstName}`.trim(), one.leads ?? one.username]) ?? [] },
  ].filter((one) => one.total > 0);
  return (
    <>
      <PageHeader title="Search" facts="Students, guardians and staff. Accents do not matter; for guardians a part of the phone number is enough." />
      <SearchForm q={q} label="Name, admission number or phone" />
      {asked && found.length === 0 && <EmptyState text="Nobody matches. Try fewer letters." act={<a href="/search" className="text-accent underline">Search anew</a>} />}
      <FoundPeople groups={found} />
    </>
  );
}
