import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert, type IconNode } from 'lucide';
import { Icon } from '@/components/ui/icon';
import type { Finding, State } from '@/lib/trust/rules';

const looks: Record<State, { icon: IconNode; word: string; colour: string }> = {
  bad: { icon: CircleAlert, word: 'Mend this', colour: 'text-bad' },
  look: { icon: TriangleAlert, word: 'Have a look', colour: 'text-warn' },
  unknown: { icon: CircleHelp, word: 'Not seen', colour: 'text-muted' },
  good: { icon: CircleCheck, word: 'Good', colour: 'text-ok' },
};

/** Each check with its state in a word, what was found, and what to do. */
export function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <ul className="grid gap-2">
      {findings.map((one) => (
        <li key={one.id} data-finding={one.id} className="rounded-card border border-line bg-surface p-3">
          <p className="flex flex-wrap items-center gap-x-3">
            <span className={`inline-flex items-center gap-1 font-semibold ${looks[one.state].colour}`}><Icon of={looks[one.state].icon} size={18} />{looks[one.state].word}</span>
            <span className="font-semibold">{one.title}</span>
          </p>
          <p>{one.says}</p>
          {one.remedy && <p className="text-muted">{one.remedy}</p>}
        </li>
      ))}
    </ul>
  );
}
