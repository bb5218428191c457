import type { IconNode } from 'lucide';
import { createElement } from 'react';

type Props = { of: IconNode; size?: number; className?: string };

/** An icon of the one set, as plain SVG: words stand beside it, so it is hidden from readers. */
export function Icon({ of, size = 20, className }: Props) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" className={className} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
      {of.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  );
}
