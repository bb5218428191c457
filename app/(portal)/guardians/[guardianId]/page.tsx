import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { WhoChanged } from '@/components/history/who-changed';
import { LinkCard } from '@/components/people/link-card';
import { LinkChildForm } from '@/components/people/link-child-form';
import { Facts } from '@/components/shared/facts';
import { PageHeader } from '@/components/shared/page-header';
import { buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import * as may from '@/lib/people/guardians/policy';
import { getGuardianPage } from '@/lib/people/guardians/queries';
import { linkState } from '@/lib/people/guardians/rules';
import { fullName } from '@/lib/people/rules';
import { can } from '@/lib/platform/authz';
import { sayPhone } from '@/lib/platform/phone';
import { pathParams } from '@/lib/platform/request/params';
import { orNotFound, requireActor } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Guardian' };

export default async function GuardianPage({ params }: PageProps<'/guardians/[guardianId]'>) {
  const { guardianId } = await pathParams(z.object({ guardianId: z.uuid() }), params);
  const actor = await requireActor();
  const guardian = await orNotFound(getGuardianPage(actor, guardianId));
  const mayVerify = can(actor, may.verify, guardian);
  const links = guardian.links.map(({ verifiedAt, restrictedAt, endedAt, ...link }) => ({ ...link, state: linkState({ verifiedAt, restrictedAt, endedAt }) }));
  return (
    <>
      <PageHeader
        title={fullName(guardian)} facts={`${guardian.username} · ${guardian.status}`} back={{ href: '/guardians', label: 'Guardians' }}
        act={can(actor, may.edit, guardian) && <Link prefetch={false} className={buttonStyle()} href={`/guardians/${guardianId}/edit` as Route}>Change contact details</Link>}
      />
      <div className="grid gap-4">
        <Facts title="Contact" facts={[['Phone', guardian.phone && sayPhone(guardian.phone)], ['E-mail', guardian.email], ['Occupation', guardian.occupation]]} />
        <Card>
          <h2 className="text-lg font-semibold">Children</h2>
          {links.length === 0 && <p className="text-muted">No child is linked yet.</p>}
          <ul>{links.map((link) => <LinkCard key={link.id} link={link} mayVerify={mayVerify} />)}</ul>
        </Card>
        <Card data-screen-only className="grid gap-3">
          <h2 className="text-lg font-semibold">Link one more child</h2>
          <LinkChildForm guardianId={guardianId} />
        </Card>
        <div data-screen-only className="flex flex-wrap gap-x-6">
          <a className="inline-flex min-h-11 items-center text-accent underline" href={`/accounts/${guardian.userId}`}>Account: password, sign-ins</a>
          <WhoChanged actor={actor} about={guardianId} />
        </div>
      </div>
    </>
  );
}
