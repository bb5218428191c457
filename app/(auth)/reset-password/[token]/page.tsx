import type { Metadata } from 'next';
import { z } from 'zod';
import { LinkedPasswordForm } from '@/components/accounts/linked-password-form';
import { findOpenLink } from '@/lib/accounts/links/queries';
import { deadLink } from '@/lib/accounts/links/rules';
import { shortestPassword } from '@/lib/accounts/rules';
import { clock } from '@/lib/platform/clock';
import { pathParams } from '@/lib/platform/request/params';

export const metadata: Metadata = { title: 'Choose a new password' };

/** Opening the page spends nothing: mail programs look at links before people do. */
export default async function ResetPasswordPage({ params }: PageProps<'/reset-password/[token]'>) {
  const { token } = await pathParams(z.object({ token: z.string().max(100) }), params);
  const link = await findOpenLink(token, 'reset', clock.now());
  return (
    <>
      <h1 className="text-2xl font-semibold">Choose a new password</h1>
      {link ? (
        <LinkedPasswordForm token={token} purpose="reset" shortest={shortestPassword(link.roles)} />
      ) : (
        <>
          <p>{deadLink.reset}</p>
          <a className="inline-flex min-h-6 items-center justify-self-start text-accent underline" href="/forgotten-password">Ask for a new link</a>
        </>
      )}
    </>
  );
}
