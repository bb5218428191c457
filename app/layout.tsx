import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { chosenTheme } from '@/lib/platform/request/cookies';
import { findSchool } from '@/lib/school/queries';
import './globals.css';

// Every page carries a nonce and somebody's own data; nothing is rendered ahead of time.
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const school = await findSchool();
  const name = school?.name ?? 'School';
  return { title: { default: name, template: `%s · ${school?.shortName ?? name}` }, robots: { index: false } };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-NG" data-theme={await chosenTheme()}>
      <body>{children}</body>
    </html>
  );
}
