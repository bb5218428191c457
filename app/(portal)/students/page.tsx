import type { Metadata } from 'next';
import { ClassFilter } from '@/components/people/class-filter';
import { StudentTable } from '@/components/people/student-table';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { sayCount } from '@/components/shared/words';
import { SearchForm } from '@/components/shared/search-form';
import { listClasses } from '@/lib/classes/queries';
import { PAGE_SIZE, peopleSearch } from '@/lib/people/schema';
import * as may from '@/lib/people/students/policy';
import { listStudents } from '@/lib/people/students/queries';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Students' };

export default async function StudentsPage({ searchParams }: PageProps<'/students'>) {
  const actor = await requirePermission(may.list);
  const search = peopleSearch.parse(await searchParams);
  const [{ rows, total }, classes] = await Promise.all([listStudents(actor, search), listClasses(actor)]);
  const href = (page: number) =>
    `/students?${new URLSearchParams({ ...(search.q && { q: search.q }), ...(search.class && { class: search.class }), page: String(page) })}`;
  return (
    <>
      <PageHeader title="Students" facts={sayCount(total, 'student')} />
      <SearchForm q={search.q} label="Name or admission number">
        <ClassFilter classes={classes.map(({ id, name }) => ({ id, name }))} value={search.class ?? ''} />
      </SearchForm>
      {rows.length === 0 ? (
        <EmptyState text={search.q || search.class ? 'Nobody matches. Accents do not matter; try fewer letters.' : 'No students yet. Import the roll with ./ths import students FILE.'} act={<a href="/students" className="text-accent underline">Show all students</a>} />
      ) : (
        <StudentTable rows={rows} />
      )}
      <Pager page={search.page} size={PAGE_SIZE} total={total} href={href} />
    </>
  );
}
