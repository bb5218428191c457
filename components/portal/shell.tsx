import type { ReactNode } from 'react';
import { DemoBanner } from '@/components/shared/demo-banner';
import { LiveStatus } from '@/components/live/live-status';
import { NavIcon } from './nav-icon';
import { NavLink } from './nav-link';
import type { Destination } from './navigation';

type Props = {
  schoolName: string; shortName: string; logo: string | null; isDemo: boolean; personName: string; unread: number;
  destinations: Destination[]; children: ReactNode;
};

const sideLink =
  'flex min-h-11 items-center gap-3 rounded-control px-3 text-text no-underline hover:bg-surface-2 aria-[current=page]:bg-surface-2 aria-[current=page]:font-semibold aria-[current=page]:text-accent';
const tabLink =
  'grid min-h-14 min-w-14 flex-1 place-content-center justify-items-center gap-0.5 px-1 text-xs text-muted no-underline aria-[current=page]:font-semibold aria-[current=page]:text-accent';

/** Sidebar on a desktop, at most five tabs at the bottom of a phone; the same names in both. */
export function Shell({ schoolName, shortName, logo, isDemo, personName, unread, destinations, children }: Props) {
  const label = (one: Destination) => (one.icon === 'bell' && unread > 0 ? `${one.label} (${unread})` : one.label);
  const [tabs, more] = destinations.length > 5 ? [destinations.slice(0, 4), destinations.slice(4)] : [destinations, []];
  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">Skip to the page</a>
      {isDemo && <DemoBanner />}
      <div className="md:grid md:min-h-dvh md:grid-cols-[220px_1fr] print:block">
        <aside data-screen-only className="hidden border-r border-line bg-surface md:block">
          <div className="sticky top-0 grid gap-4 p-4">
            {logo && <img src={logo} alt="" className="size-14" />}
            <p className="font-semibold text-accent">{schoolName}</p>
            <nav aria-label="Main" className="grid gap-1">
              {destinations.map((one) => (
                <NavLink key={one.href} href={one.href} className={sideLink}>
                  <NavIcon icon={one.icon} />{label(one)}
                  {one.icon === 'search' && <kbd className="ml-auto font-sans text-xs text-muted">Ctrl K</kbd>}
                </NavLink>
              ))}
            </nav>
            <p className="border-t border-line pt-3 text-sm text-muted">{personName}</p>
            <LiveStatus />
          </div>
        </aside>
        <div className="min-w-0">
          <header data-screen-only className="flex items-center justify-between border-b border-line bg-surface px-4 py-2 md:hidden">
            <p className="flex items-center gap-2 font-semibold text-accent">{logo && <img src={logo} alt="" className="size-7" />}{shortName}</p>
            <LiveStatus />
          </header>
          <main id="content" tabIndex={-1} className="mx-auto max-w-[1120px] px-4 pt-4 pb-28 outline-none md:pb-8 print:p-0">{children}</main>
        </div>
      </div>
      <nav aria-label="Main" data-screen-only className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
        {tabs.map((one) => (
          <NavLink key={one.href} href={one.href} className={tabLink}><NavIcon icon={one.icon} /><span>{label(one)}</span></NavLink>
        ))}
        {more.length > 0 && (
          <details className="relative grid flex-1">
            <summary className={`${tabLink} cursor-pointer list-none`}><NavIcon icon="more" /><span>More{unread > 0 && ` (${unread})`}</span></summary>
            <div className="absolute right-2 bottom-full mb-2 grid w-52 rounded-card border border-line bg-surface p-2 shadow-lg">
              {more.map((one) => (
                <NavLink key={one.href} href={one.href} className={sideLink}><NavIcon icon={one.icon} />{label(one)}</NavLink>
              ))}
            </div>
          </details>
        )}
      </nav>
    </>
  );
}
