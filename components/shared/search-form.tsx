import type { ReactNode } from 'react';
import { inputStyle } from './field';
import { Button } from '@/components/ui/button';

/** A plain GET form: what is searched for stands in the URL. */
export function SearchForm({ q, label, name = 'q', children }: { q: string; label: string; name?: string; children?: ReactNode }) {
  return (
    <form method="get" role="search" data-screen-only className="mb-4 flex flex-wrap items-end gap-2">
      <label className="grid min-w-48 flex-1 basis-full gap-1 sm:basis-0 text-sm font-semibold">
        {label}
        <input type="search" name={name} defaultValue={q} maxLength={100} className={inputStyle} />
      </label>
      {children}
      <Button type="submit">Search</Button>
    </form>
  );
}
