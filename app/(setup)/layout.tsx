import type { ReactNode } from 'react';

export default function SetupLayout({ children }: { children: ReactNode }) {
  return <main className="mx-auto grid max-w-lg gap-6 px-4 py-8">{children}</main>;
}
