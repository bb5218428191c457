import { ActForm } from '@/components/shared/act-form';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import { assignTeaching, copyTeaching } from '@/lib/classes/actions';
import type { Assignment, TeachingTerm } from '@/lib/classes/teaching/queries';
import { TeachingList } from './teaching-list';

type Props = {
  classId: string; term: TeachingTerm; terms: TeachingTerm[]; assignments: (Assignment & { termId: string })[];
  subjects: { id: string; name: string }[]; teachers: { staffId: string; name: string }[];
};

/** Who teaches the class what in one term. */
export function SubjectTeachers({ classId, term, terms, assignments, subjects, teachers }: Props) {
  const rows = assignments.filter((one) => one.termId === term.id).map((one) => ({ ...one, operationId: newOperationId() }));
  const before = terms.filter((one) => one.startsOn < term.startsOn && assignments.some((each) => each.termId === one.id)).at(-1);
  const open = term.state !== 'archived';
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">Subjects, {term.name} term</h2>
      {before && open && (
        <ActForm act={copyTeaching} about={{ classId, termId: term.id, fromTermId: before.id }} label={`Copy the teachers of the ${before.name} term`} done="Copied." operationId={newOperationId()} />
      )}
      <TeachingList classId={classId} rows={rows} undoId={newOperationId()} />
      {open && (
        <FieldsForm
          key={rows.length} act={assignTeaching} about={{ classId, termId: term.id }} label="Assign" look="quiet" done="Assigned." operationId={newOperationId()}
          groups={[{ fields: [
            { name: 'subjectId', label: 'Subject', kind: 'choice', value: '', options: [['', 'Choose …'], ...subjects.map((one) => [one.id, one.name] as const)], hint: subjects.length === 0 ? 'No subject is offered at this level yet: see Settings, Subjects.' : undefined },
            { name: 'staffId', label: 'Teacher', kind: 'choice', value: '', options: [['', 'Choose …'], ...teachers.map((one) => [one.staffId, one.name] as const)] },
          ] }]}
        />
      )}
    </Card>
  );
}
