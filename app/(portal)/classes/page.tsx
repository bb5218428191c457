import type { Metadata } from 'next';
import { z } from 'zod';
import { LevelTabs } from '@/components/classes/level-tabs';
import { EmptyState } from '@/components/shared/empty-state';
import { sayCount } from '@/components/shared/words';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/classes/policy';
import { listClasses, listLevelSizes } from '@/lib/classes/queries';
import { levelShown } from '@/lib/classes/rules';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Classes' };

const query = z.object({ level: z.uuid().optional().catch(undefined) });

export default async function ClassesPage({ searchParams }: PageProps<'/classes'>) {
  const actor = await requirePermission(may.list);
  const { level: asked } = query.parse(await searchParams);
  const levels = await listLevelSizes(actor);
  const level = levelShown(levels, asked);
  const classes = await listClasses(actor, { level: level?.id });
  const total = levels.reduce((sum, one) => sum + one.classes, 0);
  return (
    <>
      <PageHeader title="Classes" facts={`${sayCount(total, 'class', 'classes')} this session`} />
      {level && <LevelTabs levels={levels.map((one) => ({ id: one.id, label: `${one.name} · ${one.classes}` }))} shown={level.id} href={(id) => `/classes?level=${id}`} />}
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
