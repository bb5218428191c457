import type { Metadata } from 'next';
import { settingsLinks } from '@/components/portal/settings-links';
import { PageHeader } from '@/components/shared/page-header';
import { openSettings } from '@/lib/school/policy';
import { requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const actor = await requirePermission(openSettings);
  return (
    <>
      <PageHeader title="Settings" />
      <ul className="grid gap-2 sm:grid-cols-2">
        {settingsLinks(actor).map(({ href, label, says }) => (
          <li key={href}>
            <a href={href} className="grid h-full gap-1 rounded-card border border-line bg-surface p-3 text-text no-underline hover:bg-surface-2">
              <span className="font-semibold text-accent">{label}</span>
              <span className="text-sm text-muted">{says}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
