import type { Metadata } from 'next';
import { accentFields } from '@/components/school/accent-fields';
import { AccentPreview } from '@/components/school/accent-preview';
import { PictureCard } from '@/components/school/picture-card';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import { requirePermission } from '@/lib/platform/request/require-actor';
import { changeAccent } from '@/lib/school/actions';
import { logoAddress } from '@/lib/school/branding/queries';
import * as may from '@/lib/school/policy';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Logo and colour' };

export default async function BrandingPage() {
  await requirePermission(may.changeSettings);
  const { accent, logoKey, signatureKey } = await getSchool();
  const ids = () => [newOperationId(), newOperationId(), newOperationId()] as const;
  return (
    <>
      <PageHeader title="Logo, colour and signature" back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid grid-cols-1 gap-4">
        <Card className="grid gap-4">
          <AccentPreview accent={accent} />
          <FieldsForm key={accent} act={changeAccent} label="Save colour" operationId={newOperationId()} groups={[{ fields: accentFields(accent) }]} />
        </Card>
        <PictureCard
          slot="logo" title="Logo" hint="On pages, papers and the home screen of phones. It is made square, 512 by 512."
          shown={logoKey && logoAddress(logoKey)} ids={ids()}
        />
        <PictureCard
          slot="signature" title="The principal’s signature" hint="Printed on report cards. Sign on white paper and take a photo from above. Only the office sees it here."
          shown={signatureKey && `/api/signature?v=${signatureKey.split('/').at(-1) ?? ''}`} ids={ids()}
        />
      </div>
    </>
  );
}
