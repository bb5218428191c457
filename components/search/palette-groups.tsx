import type { Route } from 'next';
import Link from 'next/link';
import type { Group } from './use-groups';

type Props = { id: string; groups: Group[]; active: string | undefined; onPoint: (href: string) => void; onGo: () => void };

export const optionId = (id: string, href: string) => `${id}${href}`;

/** The lines to choose from, under a title each; the arrow keys of the box above move through them. */
export function PaletteGroups({ id, groups, active, onPoint, onGo }: Props) {
  return groups.map(({ title, lines, all }) => (
    <div key={title} role="group" aria-label={title}>
      <div aria-hidden="true" className="px-3 pt-3 pb-1 text-sm font-semibold text-muted">{title}</div>
      {lines.map(([href, name, fact]) => (
        <Link
          key={href} id={optionId(id, href)} href={href as Route} prefetch={false} role="option" tabIndex={-1} aria-selected={href === active}
          // Moving, not entering: a list that scrolls under a resting mouse keeps its place.
          onMouseMove={() => onPoint(href)} onClick={onGo}
          className="flex min-h-11 flex-wrap items-center gap-x-3 rounded-control px-3 py-1 text-text no-underline aria-selected:bg-surface-2"
        >
          <span className={href === all ? 'text-accent' : 'font-semibold'}>{name}</span>
          <span className="text-sm text-muted">{fact}</span>
        </Link>
      ))}
    </div>
  ));
}
