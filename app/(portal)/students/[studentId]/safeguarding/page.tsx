import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { WriteNoteForm } from '@/components/people/write-note-form';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { fullName } from '@/lib/people/rules';
import { openSafeguarding } from '@/lib/people/students/actions';
import { sayDay, schoolDay, schoolTime } from '@/lib/platform/dates';
import { look } from '@/lib/platform/request/look';
import { pathParams } from '@/lib/platform/request/params';
import { getSchool } from '@/lib/school/queries';
import { newOperationId } from '@/components/shared/operation-id';

export const metadata: Metadata = { title: 'Custody and safeguarding' };

const kinds = { custody: 'Custody', safeguarding: 'Safeguarding' };

export default async function SafeguardingPage({ params }: PageProps<'/students/[studentId]/safeguarding'>) {
  const { studentId } = await pathParams(z.object({ studentId: z.uuid() }), params);
  const [{ notes, ...student }, { timeZone }] = await Promise.all([look(openSafeguarding.definition, { studentId }), getSchool()]);
  return (
    <>
      <PageHeader title="Custody and safeguarding" facts={fullName(student)} back={{ href: `/students/${studentId}` as Route, label: student.firstName }} />
      <div className="grid gap-4">
        {notes.length === 0 && <p>No note has been written.</p>}
        {notes.map((note) => (
          <Card key={note.id}>
            <h2 className="font-semibold">{kinds[note.kind]}</h2>
            <p className="text-sm text-muted">{sayDay(schoolDay(note.writtenAt, timeZone))}, {schoolTime(note.writtenAt, timeZone)} · {note.writtenBy}</p>
            <p className="mt-2">{note.body}</p>
          </Card>
        ))}
        <p className="text-sm text-muted">Only people whom a super admin has named read this. Notes are not changed; what is no longer true is answered by a new note. Every look is written down.</p>
        <Card data-screen-only><WriteNoteForm studentId={studentId} operationId={newOperationId()} /></Card>
      </div>
    </>
  );
}
