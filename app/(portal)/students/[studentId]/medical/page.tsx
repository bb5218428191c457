import type { Metadata, Route } from 'next';
import { z } from 'zod';
import { EditMedicalForm } from '@/components/people/edit-medical-form';
import { Facts } from '@/components/shared/facts';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { fullName } from '@/lib/people/rules';
import { openMedical } from '@/lib/people/students/actions';
import * as may from '@/lib/people/students/policy';
import { getRelated } from '@/lib/people/students/queries';
import { can } from '@/lib/platform/authz';
import { look } from '@/lib/platform/request/look';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Medical notes' };

export default async function MedicalPage({ params }: PageProps<'/students/[studentId]/medical'>) {
  const { studentId } = await pathParams(z.object({ studentId: z.uuid() }), params);
  const actor = await requireActor();
  const student = await orNotFound(getRelated(actor, { studentId }));
  const medical = await look(openMedical.definition, { studentId });
  const isEmpty = Object.values(medical).every((value) => value === '');
  return (
    <>
      <PageHeader title="Medical notes" facts={fullName(student)} back={{ href: `/students/${studentId}` as Route, label: student.firstName }} />
      <div className="grid gap-4">
        {isEmpty ? <p>Nothing is noted.</p> : (
          <Facts title={student.firstName} facts={[['Allergies', medical.allergies], ['Notes', medical.notes], ['Blood group', medical.blood_group], ['Genotype', medical.genotype]]} />
        )}
        <p className="text-sm text-muted">Read by the office, the class teacher and the family. Every look is written down.</p>
        {can(actor, may.editMedical, student) && (
          <Card data-screen-only className="grid gap-3">
            <h2 className="text-lg font-semibold">Change the notes</h2>
            <EditMedicalForm studentId={studentId} values={medical} />
          </Card>
        )}
      </div>
    </>
  );
}
