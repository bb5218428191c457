import type { ReactNode } from 'react';
import { DemoBanner } from '@/components/shared/demo-banner';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { branding } from '@/lib/school/branding/queries';
import { findSchool } from '@/lib/school/queries';
import { isSetUp } from '@/lib/setup/queries';

export default async function AuthLayout({ children }: { children: ReactNode }) {
  if (!(await isSetUp())) redirect('/setup' as Route);
  const [school, look] = await Promise.all([findSchool(), branding()]);
  return (
    <>
      {school?.demoSince && <DemoBanner />}
      <main className="mx-auto grid max-w-sm gap-6 px-4 py-10">
        <header className="grid gap-1">
          {look?.logo && <img src={look.logo} alt="" className="size-20" />}
          <p className="text-lg font-semibold text-accent">{school?.name }</p>
          {school?.motto && <p className="text-muted">{school.motto}</p>}
        </header>
        {children}
        {school?.address && <footer className="border-t border-line pt-3 text-sm text-muted">{school.name}, {school.address}</footer>}
      </main>
    </>
  );
}
