import { sayDay, type Day } from '@/lib/platform/dates';

type Failed = { id: string; studentId: string; kind: 'move' | 'readmit'; name: string; className: string; startsOn: Day; problem: string };

/** What the office is told when a plan could not be carried out on its day. */
export function failedPlanNotice({ id, studentId, kind, name, className, startsOn, problem }: Failed) {
  const act = kind === 'move' ? 'moved' : 're-admitted';
  return {
    kind: 'placement' as const,
    key: `placement:${id}`,
    title: `${name} was not ${act} to ${className}`,
    body: `It was planned for ${sayDay(startsOn)}. ${problem} Nothing was changed; please decide anew.`,
    link: `/students/${studentId}/placement`,
  };
}
