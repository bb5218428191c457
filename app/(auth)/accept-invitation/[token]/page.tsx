import type { Metadata } from 'next';
import { z } from 'zod';
import { LinkedPasswordForm } from '@/components/accounts/linked-password-form';
import { findOpenLink } from '@/lib/accounts/links/queries';
import { deadLink } from '@/lib/accounts/links/rules';
import { shortestPassword } from '@/lib/accounts/rules';
import { clock } from '@/lib/platform/clock';
import { pathParams } from '@/lib/platform/request/params';

export const metadata: Metadata = { title: 'Your invitation' };

export default async function AcceptInvitationPage({ params }: PageProps<'/accept-invitation/[token]'>) {
  const { token } = await pathParams(z.object({ token: z.string().max(100) }), params);
  const link = await findOpenLink(token, 'invitation', clock.now());
  return (
    <>
      <h1 className="text-2xl font-semibold">{link ? `Welcome, ${link.name}` : 'Your invitation'}</h1>
      {link ? (
        <>
          <p>Your username is <strong>{link.username}</strong>; your e-mail address works too. Choose a password, then sign in with it.</p>
          <LinkedPasswordForm token={token} purpose="invitation" shortest={shortestPassword(link.roles)} />
        </>
      ) : (
        <p>{deadLink.invitation}</p>
      )}
    </>
  );
}
