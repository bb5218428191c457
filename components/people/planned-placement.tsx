import { ActForm } from '@/components/shared/act-form';
import { newOperationId } from '@/components/shared/operation-id';
import { Card } from '@/components/ui/card';
import { cancelPlannedPlacement } from '@/lib/people/students/actions';
import type { Planned } from '@/lib/people/students/placements/plans/queries';
import { announcePlan } from '@/lib/people/students/placements/rules';

/** What waits for its day, and the way out of it. */
export function PlannedPlacement({ planned }: { planned: Planned }) {
  return (
    <Card className="grid gap-3">
      <h2 className="text-lg font-semibold">{announcePlan(planned)}</h2>
      <p className="max-w-prose text-muted">
        {planned.kind === 'move'
          ? 'Until then nothing changes: the teachers of the present class keep the student, those of the new class see nothing yet.'
          : 'Until then there is no class and no sign-in.'}
        {' '}It happens by itself soon after midnight.{planned.by && ` Planned by ${planned.by}.`}
      </p>
      <div data-screen-only>
        <ActForm act={cancelPlannedPlacement} about={{ studentId: planned.studentId }} label="Cancel the plan" operationId={newOperationId()} />
      </div>
    </Card>
  );
}
