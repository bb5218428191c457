import type { Metadata } from 'next';
import { ChooseBar } from '@/components/people/choose-bar';
import { StudentTable } from '@/components/people/student-table';
import { ChoiceFilter } from '@/components/shared/choice-filter';
import { EmptyState } from '@/components/shared/empty-state';
import { PageHeader } from '@/components/shared/page-header';
import { Pager } from '@/components/shared/pager';
import { sayCount } from '@/components/shared/words';
import { SearchForm } from '@/components/shared/search-form';
import { buttonStyle } from '@/components/ui/button';
import { listClassNames, listLevels } from '@/lib/classes/queries';
import { studentSearch } from '@/lib/people/schema';
import * as may from '@/lib/people/students/policy';
import { listStudents } from '@/lib/people/students/queries';
import { isOffice } from '@/lib/platform/actor';
import { can } from '@/lib/platform/authz';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Students' };

const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => [id, name] as const);

export default async function StudentsPage({ searchParams }: PageProps<'/students'>) {
  const actor = await requirePermission(may.list);
  const search = studentSearch.parse(await searchParams);
  const [{ rows, total }, classes] = await Promise.all([listStudents(actor, search), listClassNames(actor, search.level)]);
  const levels = search.level || !classes ? await listLevels() : [];
  const filters = { ...(search.q && { q: search.q }), ...(search.level && { level: search.level }), ...(search.class && { class: search.class }), ...(search.show === 'left' && { show: 'left' }) };
  const mayChoose = can(actor, may.workWithMany, undefined);
  const href = (page: number) => `/students?${new URLSearchParams({ ...filters, page: String(page) })}`;
  return (
    <>
      <PageHeader title="Students" facts={sayCount(total, 'student')} act={can(actor, may.add, undefined) && <div className="flex flex-wrap gap-2"><a className={buttonStyle('primary')} href="/students/new">Add a student</a><a className={buttonStyle()} href="/people/import">Import a file</a></div>} />
      <SearchForm q={search.q} label="Name or admission number">
        {levels.length > 0 && <ChoiceFilter label="Level" name="level" value={search.level ?? ''} options={[['', 'All levels'], ...named(levels)]} />}
        {classes && <ChoiceFilter label="Class" name="class" value={search.class ?? ''} options={[['', 'All classes'], ...named(classes)]} />}
        {isOffice(actor) && <ChoiceFilter label="Show" name="show" value={search.show} options={[['enrolled', 'In school'], ['left', 'Left']]} />}
      </SearchForm>
      {rows.length === 0 ? (
        <EmptyState text={Object.keys(filters).length > 0 ? 'Nobody matches. Accents do not matter; try fewer letters.' : 'No students yet. Add one, or import the roll from a file.'} act={<a href="/students" className="text-accent underline">Show all students</a>} />
      ) : (
        <StudentTable rows={rows} chooseFor={mayChoose ? 'choose' : undefined} />
      )}
      <Pager page={search.page} total={total} href={href} />
      {mayChoose && rows.length > 0 && <ChooseBar form="choose" total={total} allHref={`/students/selected?${new URLSearchParams({ all: 'on', ...filters })}`} />}
    </>
  );
}
