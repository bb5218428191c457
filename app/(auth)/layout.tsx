import type { ReactNode } from 'react';
import { DemoBanner } from '@/components/shared/demo-banner';
import { findSchool } from '@/lib/school/queries';

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const school = await findSchool();
  return (
    <>
      {school?.demoSince && <DemoBanner />}
      <main className="mx-auto grid max-w-sm gap-6 px-4 py-10">
        <header className="grid gap-1">
          <p className="text-lg font-semibold text-accent">{school?.name ?? 'The school is not set up yet'}</p>
          {school?.motto && <p className="text-muted">{school.motto}</p>}
        </header>
        {children}
      </main>
    </>
  );
}
