type Props = { page: number; size: number; total: number; href: (page: number) => string };

/** Real numbers, plain links: the URL is the state. */
export function Pager({ page, size, total, href }: Props) {
  const pages = Math.max(1, Math.ceil(total / size));
  const first = total === 0 ? 0 : (page - 1) * size + 1;
  const link = 'inline-flex min-h-11 items-center rounded-control border border-control px-3 text-text no-underline hover:bg-surface-2';
  return (
    <nav aria-label="Pages" data-screen-only className="mt-4 flex items-center justify-between gap-3 text-sm">
      <p>{first.toLocaleString('en-NG')}–{Math.min(page * size, total).toLocaleString('en-NG')} of {total.toLocaleString('en-NG')}</p>
      <div className="flex gap-2">
        {page > 1 && <a className={link} rel="prev" href={href(page - 1)}>◀ Previous</a>}
        {page < pages && <a className={link} rel="next" href={href(page + 1)}>Next ▶</a>}
      </div>
    </nav>
  );
}
