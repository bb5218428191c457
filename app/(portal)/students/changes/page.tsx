import type { Metadata } from 'next';
import { ChangeList } from '@/components/people/change-list';
import { EmptyState } from '@/components/shared/empty-state';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { listBulkChanges } from '@/lib/people/students/bulk/queries';
import { isUndoable, sayChange, sayRest } from '@/lib/people/students/bulk/rules';
import * as may from '@/lib/people/students/policy';
import { clock } from '@/lib/platform/clock';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Changes to many students' };

export default async function ChangesPage({ searchParams }: PageProps<'/students/changes'>) {
  const actor = await requirePermission(may.workWithMany);
  const [{ done }, changes, { timeZone }] = await Promise.all([searchParams, listBulkChanges(actor), getSchool()]);
  const when = (at: Date) => `${sayDay(schoolDay(at, timeZone))}, ${schoolTime(at, timeZone)}`;
  const rows = changes.map((one) => ({
    id: one.id, text: `${sayChange(one)}.`, rest: sayRest(one), when: `${when(one.madeAt)} · ${one.by}`, isNew: one.id === done && !one.undoneAt,
    undone: one.undoneAt && `Undone ${when(one.undoneAt)}`, operationId: isUndoable(one, clock.now()) ? newOperationId() : null,
  }));
  return (
    <>
      <PageHeader title="Changes to many students" facts="The newest 50. For a week each can be undone, as long as nothing happened since with one of them." back={{ href: '/students', label: 'Students' }} />
      {rows.length === 0 ? <EmptyState text="None yet. Tick students in the list and go on to move them, or give them a house." act={<a href="/students" className="text-accent underline">To the list</a>} /> : <ChangeList rows={rows} />}
    </>
  );
}
