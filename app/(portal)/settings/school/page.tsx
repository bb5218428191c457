import type { Metadata } from 'next';
import { SecurityCard } from '@/components/school/security-card';
import { settingsFields } from '@/components/school/settings-fields';
import { WhoChanged } from '@/components/history/who-changed';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { can } from '@/lib/platform/authz';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { changeSettings } from '@/lib/school/actions';
import * as may from '@/lib/school/policy';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'The school' };

export default async function SchoolSettingsPage() {
  const actor = await requirePermission(may.changeSettings);
  const school = await getSchool();
  return (
    <>
      <PageHeader title="The school" back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid grid-cols-1 gap-4">
        <Card><FieldsForm act={changeSettings} label="Save" done="Saved. It shows everywhere within a few seconds." operationId={newOperationId()} groups={settingsFields(school)} /></Card>
        {can(actor, may.changeSecurity, undefined) && <SecurityCard staffIdleMinutes={school.staffIdleMinutes} />}
        <WhoChanged actor={actor} about="school" area="school" />
      </div>
    </>
  );
}
