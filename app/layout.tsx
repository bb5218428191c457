import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { SlowAnswer } from '@/components/shared/slow-answer';
import { chosenTheme } from '@/lib/platform/request/cookies';
import { branding } from '@/lib/school/branding/queries';
import { brandStyle } from '@/lib/school/branding/rules';
import './globals.css';

// Every page carries a nonce and somebody's own data; nothing is rendered ahead of time.
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const school = await branding();
  const name = school?.name ?? 'School';
  return {
    title: { default: name, template: `%s · ${school?.shortName ?? name}` },
    robots: { index: false },
    icons: { icon: school?.logo ?? '/icon.svg', ...(school?.logo && { apple: school.logo }) },
  };
}

export async function generateViewport(): Promise<Viewport> {
  return { width: 'device-width', initialScale: 1, viewportFit: 'cover', themeColor: (await branding())?.accent ?? undefined };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const school = await branding();
  return (
    <html lang="en-NG" data-theme={await chosenTheme()} style={brandStyle(school?.accent ?? null)}>
      <body>
        {children}
        <SlowAnswer />
      </body>
    </html>
  );
}
