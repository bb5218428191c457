import { initials } from '@/lib/people/rules';

/** Initials stand in for a photo. */
export function Avatar({ surname, firstName }: { surname: string; firstName: string }) {
  return (
    <span aria-hidden="true" className="grid size-10 shrink-0 place-content-center rounded-full bg-surface-2 text-sm font-semibold text-muted">
      {initials({ surname, firstName })}
    </span>
  );
}
