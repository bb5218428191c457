import type { Route } from 'next';
import Link from 'next/link';
import { read } from '@/lib/history/policy';
import { can } from '@/lib/platform/authz';
import type { Person } from '@/lib/platform/actor';

type Props = { actor: Person; about: string; area?: string };

/** Leads those who may read the history to what happened to one record. */
export function WhoChanged({ actor, about, area }: Props) {
  if (!can(actor, read, undefined)) return null;
  const query = new URLSearchParams({ about, ...(area && { area }) });
  return <Link prefetch={false} data-screen-only className="inline-flex min-h-11 items-center text-accent underline" href={`/settings/history?${query}` as Route}>Who changed this?</Link>;
}
