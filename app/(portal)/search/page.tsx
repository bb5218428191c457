import type { Metadata } from 'next';
import { FoundPeople } from '@/components/search/found-people';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { SearchForm } from '@/components/shared/search-form';
import { peopleSearch } from '@/lib/people/schema';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { everywhere } from '@/lib/search/policy';
import { findPeople } from '@/lib/search/queries';

export const metadata: Metadata = { title: 'Search' };

const SHOWN = 10;

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const actor = await requirePermission(everywhere);
  const { q } = peopleSearch.parse(await searchParams);
  const found = await findPeople(actor, { q, shown: SHOWN });
  return (
    <>
      <PageHeader title="Search" facts="Students, guardians and staff. Accents do not matter; for guardians a part of the phone number is enough." />
      <SearchForm q={q} label="Name, admission number or phone" />
      {q.trim() !== '' && found.length === 0 && <EmptyState text="Nobody matches. Try fewer letters." act={<a href="/search" className="text-accent underline">Search anew</a>} />}
      <FoundPeople groups={found} />
    </>
  );
}
