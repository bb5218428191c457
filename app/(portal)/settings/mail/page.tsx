import type { Metadata } from 'next';
import { TestMailForm } from '@/components/mail/test-mail-form';
import { Facts } from '@/components/shared/facts';
import { PageHeader } from '@/components/shared/page-header';
import { Card } from '@/components/ui/card';
import * as may from '@/lib/mail/policy';
import { getMailState } from '@/lib/mail/queries';
import { orNotFound, requirePermission } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Mail' };

export default async function MailPage() {
  const actor = await requirePermission(may.manage);
  const { way, ownAddress, waiting, givenUp, lastError } = await orNotFound(getMailState(actor));
  return (
    <>
      <PageHeader title="Mail" facts={way ? `Comes from ${way.from}` : 'Not set up'} back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid max-w-2xl gap-4">
        <Facts
          title="How letters leave"
          facts={[
            ['From', way?.from], [way?.kind === 'files' ? 'As files in' : 'Through', way?.through],
            ['Waiting', waiting > 0 ? `${waiting}` : 'none'], ['Given up after a day', givenUp > 0 ? `${givenUp}` : 'none'],
            ['Last problem', lastError],
          ]}
        />
        <Card className="grid gap-3">
          <h2 className="text-lg font-semibold">Try it</h2>
          {way === null && (
            <p>
              Mail is not set up, so nobody can be invited by e-mail or get a link for a forgotten password. Set SMTP_HOST and MAIL_FROM
              (the file .env.example explains them) and restart. Until then the office gives out slips.
            </p>
          )}
          {way !== null && ownAddress === null && <p>Your own account has no e-mail address, so there is nowhere to send a test to.</p>}
          {way !== null && ownAddress !== null && <><p className="text-muted">It goes to your own address, {ownAddress}.</p><TestMailForm /></>}
        </Card>
      </div>
    </>
  );
}
