import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { CodeForm } from '@/components/accounts/code-form';
import { safeNext } from '@/lib/accounts/rules';
import { findPendingSignIn } from '@/lib/accounts/second-factor/queries';
import { clock } from '@/lib/platform/clock';
import { pendingSignInHash } from '@/lib/platform/request/cookies';

export const metadata: Metadata = { title: 'Code from your phone' };

const query = z.object({ next: z.string().max(500).optional().catch(undefined) });

export default async function CodePage({ searchParams }: PageProps<'/sign-in/code'>) {
  const { next } = query.parse(await searchParams);
  if (!(await findPendingSignIn(await pendingSignInHash(), clock.now()))) redirect('/sign-in');
  return (
    <>
      <h1 className="text-2xl font-semibold">Code from your phone</h1>
      <p>Your password is right. Type the six digits that the authenticator on your phone shows now.</p>
      <CodeForm next={safeNext(next)} />
      <p className="text-sm text-muted">
        Phone lost? Type one of your recovery codes instead. Without one, the school office can take the second step away; for the office itself, whoever looks after the machine.
      </p>
    </>
  );
}
