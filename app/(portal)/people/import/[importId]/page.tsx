import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ImportStep } from '@/components/imports/import-step';
import { kindWords, stateWords } from '@/components/imports/words';
import { PageHeader } from '@/components/shared/page-header';
import * as may from '@/lib/people/imports/office/policy';
import { getImport } from '@/lib/people/imports/office/queries';
import { clock } from '@/lib/platform/clock';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { orNotFound, requirePermission } from '@/lib/platform/request/require-actor';
import { sayPutOff } from '@/lib/people/imports/work/rules';
import { isUndoable, undoableUntil } from '@/lib/people/imports/undo/rules';
import { can } from '@/lib/platform/authz';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Import' };

export default async function OneImportPage({ params }: PageProps<'/people/import/[importId]'>) {
  const actor = await requirePermission(may.see);
  const { importId } = await params;
  if (!z.uuid().safeParse(importId).success) notFound();
  const [one, { timeZone }] = await Promise.all([orNotFound(getImport(actor, importId)), getSchool()]);
  const until = one.state === 'committed' && isUndoable(one.committedAt, clock.now()) && one.committedAt ? sayDay(schoolDay(undoableUntil(one.committedAt), timeZone)) : null;
  const undoneAt = one.undone && `${sayDay(schoolDay(one.undone.at, timeZone))} at ${schoolTime(one.undone.at, timeZone)}`;
  return (
    <>
      <PageHeader title={`${kindWords[one.kind]}: ${stateWords[one.state].toLowerCase()}`} facts={<span className="break-all">{one.fileName}</span>} back={{ href: '/people/import', label: 'Import people' }} />
      <ImportStep one={one} mayCommit={can(actor, may.commit, one)} undoUntil={until} undoneAt={undoneAt} putOff={one.putOff && sayPutOff(one.putOff.reason, schoolTime(one.putOff.until, timeZone))} />
    </>
  );
}
