import { ActForm } from '@/components/shared/act-form';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import { copyClasses, createClasses } from '@/lib/classes/actions';

type Session = { id: string; name: string };
type Props = { session: Session; before: Session | null; levels: string[]; isFirst: boolean };

/** Many classes at once: a level and its arms on each line, or those of the session before. */
export function NewClasses({ session, before, levels, isFirst }: Props) {
  const example = levels.slice(0, 2).map((level) => `${level}: A B`).join('\n');
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">Add classes to {session.name}</h2>
      {before && isFirst && (
        <ActForm act={copyClasses} about={{ academicSessionId: session.id, fromSessionId: before.id }} label={`Copy the classes of ${before.name}`} done="Copied." operationId={newOperationId()} />
      )}
      <FieldsForm
        act={createClasses} about={{ academicSessionId: session.id }} label="Add classes" done="Added." operationId={newOperationId()}
        groups={[{ fields: [
          { name: 'classes', label: 'Levels and arms', kind: 'lines', rows: 4, hint: `One level a line, then a colon and its arms: ${example.split('\n')[0] ?? 'JSS 1: A B'}. Classes that are there already stay as they are.` },
          { name: 'capacity', label: 'Places in each', kind: 'number', value: '30', min: 1, max: 200 },
        ] }]}
      />
    </Card>
  );
}
