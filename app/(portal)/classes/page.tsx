import type { Metadata } from 'next';
import { EmptyState } from '@/components/shared/empty-state';
import { sayCount } from '@/components/shared/words';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/classes/policy';
import { listClasses } from '@/lib/classes/queries';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Classes' };

export default async function ClassesPage() {
  const actor = await requirePermission(may.list);
  const classes = await listClasses(actor);
  return (
    <>
      <PageHeader title="Classes" facts={`${sayCount(classes.length, 'class', 'classes')} this session`} />
      {classes.length === 0 && <EmptyState text="No classes yet. The office sets them up and assigns teachers." />}
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {classes.map((one) => (
          <li key={one.id}>
            <a href={`/classes/${one.id}`} className="grid gap-1 rounded-card border border-line bg-surface p-3 text-text no-underline hover:bg-surface-2">
              <span className="font-semibold">{one.name}</span>
              <span className="text-sm text-muted">{one.teacher ?? 'no class teacher'} · {one.students} of {one.capacity} places</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
