import type { MetadataRoute } from 'next';
import { branding } from '@/lib/school/branding/queries';
import { shortest } from '@/lib/school/branding/rules';

// Made when it is asked for: it shows the settings of this minute, and a build has no school.
export const dynamic = 'force-dynamic';

/** What a phone needs to put the school on its home screen, in the school's own name and colour. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const school = await branding();
  return {
    id: '/',
    name: school?.name ?? 'School',
    short_name: shortest(school?.shortName ?? 'School'),
    start_url: '/?src=pwa',
    scope: '/',
    display: 'standalone',
    background_color: '#f8fafc',
    theme_color: school?.accent ?? '#1f4fb8',
    lang: 'en-NG',
    categories: ['education'],
    icons: school?.logo
      ? [{ src: school.logo, sizes: '192x192 512x512', type: 'image/png', purpose: 'any' }]
      : [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
}
