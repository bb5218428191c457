import type { ComponentProps } from 'react';

type Look = 'primary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:opacity-90',
  quiet: 'bg-surface text-text border-control hover:bg-surface-2',
  danger: 'bg-surface text-bad border-bad hover:bg-surface-2',
};

/** The look of a button, for links that act like one. */
export function buttonStyle(look: Look = 'quiet', more = ''): string {
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-control border px-4 py-1 text-base font-semibold no-underline disabled:opacity-60 ${looks[look]} ${more}`;
}

export function Button({ look = 'quiet', className = '', ...props }: ComponentProps<'button'> & { look?: Look }) {
  return <button type="button" {...props} className={buttonStyle(look, className)} />;
}
