import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { PAGE_SIZE, rowsBefore } from '@/lib/platform/paging';

type Props = { page: number; total: number; href: (page: number) => string };

/** Real numbers, plain links: the URL is the state. A list that became shorter than the page asked for shows its last one; one page needs nothing. */
export function Pager({ page, total, href }: Props) {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (page > pages) redirect(href(pages) as Route);
  if (pages === 1) return null;
  const link = 'inline-flex min-h-11 items-center rounded-control border border-control px-3 text-text no-underline hover:bg-surface-2';
  return (
    <nav aria-label="Pages" data-screen-only className="mt-4 flex items-center justify-between gap-3 text-sm">
      <p>{(rowsBefore(page) + 1).toLocaleString('en-NG')}–{Math.min(page * PAGE_SIZE, total).toLocaleString('en-NG')} of {total.toLocaleString('en-NG')}</p>
      <div className="flex gap-2">
        {page > 1 && <a className={link} rel="prev" href={href(page - 1)}>◀ Previous</a>}
        {page < pages && <a className={link} rel="next" href={href(page + 1)}>Next ▶</a>}
      </div>
    </nav>
  );
}
