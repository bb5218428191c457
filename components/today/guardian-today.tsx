import { ChildSwitcher } from '@/components/people/child-switcher';
import { Live } from '@/components/live/live-provider';
import { StatusPill } from '@/components/attendance/status';
import { EmptyState } from '@/components/shared/empty-state';
import { Card } from '@/components/ui/card';
import { listChildrenToday, type ChildToday } from '@/lib/attendance/queries';
import { listMyChildren } from '@/lib/people/students/queries';
import type { Person } from '@/lib/platform/actor';
import { schoolTime, type Day } from '@/lib/platform/dates';
import { getSchool } from '@/lib/school/queries';

/** One card per child that answers before it is asked: in school today? */
export async function GuardianToday({ actor, day }: { actor: Person; day: Day }) {
  const [children, marks, school] = await Promise.all([listMyChildren(actor), listChildrenToday(actor, day), getSchool()]);
  if (children.length === 0) {
    return <EmptyState text="No child is linked to your account yet." act={<a className="text-accent underline" href="/change-requests/new">Tell the school who your child is</a>} />;
  }
  const markOf = new Map(marks.map((mark) => [mark.studentId, mark]));
  return (
    <section aria-labelledby="children" className="grid gap-3">
      <Live topics={children.map((child) => `registers:student:${child.id}`)} />
      <h2 id="children" className="text-lg font-semibold">{actor.studentId ? 'You' : children.length === 1 ? 'Your child' : 'Your children'}</h2>
      {children.length > 1 && <ChildSwitcher items={children} current={null} />}
      {children.map((child) => (
        <Card key={child.id} className="grid gap-2" >
          <h3 className="text-lg">
            <a className="inline-block min-h-6 text-text" href={`/students/${child.id}`}><span className="font-semibold">{child.surname}</span> {child.firstName}</a>
          </h3>
          <p className="text-muted">{child.className ?? 'Not in a class now'}</p>
          <Today mark={markOf.get(child.id)} timeZone={school.timeZone} />
          <a className="inline-flex min-h-11 items-center justify-self-start text-accent underline" href={`/students/${child.id}/attendance`}>
            Attendance<span className="sr-only"> of {child.firstName}</span>
          </a>
        </Card>
      ))}
    </section>
  );
}

function Today({ mark, timeZone }: { mark: ChildToday | undefined; timeZone: string }) {
  if (!mark?.status) return <p>The register has not been taken yet today.</p>;
  const when = mark.takenAt ? `marked ${schoolTime(mark.takenAt, timeZone)}` : '';
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <StatusPill status={mark.status} />
      <span className="text-muted">
        {[mark.minutesLate && `${mark.minutesLate} minutes`, mark.reason, when && `${when} by ${mark.takenBy ?? 'the school'}`].filter(Boolean).join(' · ')}
      </span>
    </p>
  );
}
