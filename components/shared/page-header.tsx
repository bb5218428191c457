import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

type Props = { title: string; facts?: ReactNode; back?: { href: Route; label: string }; act?: ReactNode };

/** Where I am, what this is, two facts, one main act. */
export function PageHeader({ title, facts, back, act }: Props) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
      <div className="grid gap-1">
        {back && (
          <nav aria-label="Breadcrumb" data-screen-only>
            <Link href={back.href} prefetch={false} className="inline-flex min-h-6 items-center text-sm text-accent underline">◀ {back.label}</Link>
          </nav>
        )}
        <h1 className="text-2xl leading-tight font-semibold">{title}</h1>
        {facts && <div className="text-muted">{facts}</div>}
      </div>
      {act && <div data-screen-only>{act}</div>}
    </header>
  );
}
