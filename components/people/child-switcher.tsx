import { Avatar } from './avatar';

type Child = { id: string; surname: string; firstName: string };

/** All children under one sign-in; the address names the child, so a link keeps it. */
export function ChildSwitcher({ items, current, page = '' }: { items: Child[]; current: string | null; page?: string }) {
  return (
    <nav aria-label="Your children" data-screen-only className="flex gap-3 overflow-x-auto py-1">
      {items.map((child) => (
        <a
          key={child.id} href={`/students/${child.id}${page}`} aria-current={child.id === current ? 'page' : undefined}
          className="grid min-w-16 justify-items-center gap-1 rounded-control p-1 text-sm text-text no-underline aria-[current=page]:font-semibold aria-[current=page]:text-accent"
        >
          <Avatar surname={child.surname} firstName={child.firstName} />
          {child.firstName}
        </a>
      ))}
    </nav>
  );
}
