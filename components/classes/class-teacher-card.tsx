import { ActForm } from '@/components/shared/act-form';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import { assignClassTeacher, endClassTeacher } from '@/lib/classes/actions';

type Person = { staffId: string; name: string };

/** Who leads the class; a new one takes the place of the one before, who loses that access at once. */
export function ClassTeacherCard({ classId, leader, teachers }: { classId: string; leader: Person | null; teachers: Person[] }) {
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">Class teacher</h2>
      {leader ? <p className="font-semibold">{leader.name}</p> : <p className="text-muted">Nobody leads this class yet.</p>}
      {leader && <ActForm act={endClassTeacher} about={{ classId, staffId: leader.staffId }} label="End" which={`${leader.name} as class teacher`} operationId={newOperationId()} />}
      <FieldsForm
        key={leader?.staffId} act={assignClassTeacher} about={{ classId }} label={leader ? 'Replace' : 'Assign'} look="quiet" done="Assigned." operationId={newOperationId()}
        groups={[{ fields: [{
          name: 'staffId', label: leader ? 'Another class teacher' : 'Class teacher', kind: 'choice', value: '',
          options: [['', 'Choose …'], ...teachers.filter((one) => one.staffId !== leader?.staffId).map((one) => [one.staffId, one.name] as const)],
        }] }]}
      />
    </Card>
  );
}
