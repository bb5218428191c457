import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { SignInForm } from '@/components/accounts/sign-in-form';
import { safeNext } from '@/lib/accounts/rules';
import { currentPerson } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Sign in' };

const query = z.object({ next: z.string().max(500).optional().catch(undefined), saved: z.literal('1').optional().catch(undefined) });

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, saved } = query.parse(await searchParams);
  const person = await currentPerson();
  if (person) redirect((person.mustChoosePassword ? '/choose-password' : person.mustEnrol ? '/second-factor' : safeNext(next)) as Route);
  return (
    <>
      <h1 className="text-2xl font-semibold">Sign in</h1>
      {saved && <p role="status" className="rounded-control border border-ok p-3">Your password is saved. Sign in with it.</p>}
      <SignInForm next={safeNext(next)} />
      <a className="inline-flex min-h-6 items-center justify-self-start text-accent underline" href="/forgotten-password">Forgotten your password?</a>
      <p className="text-sm text-muted">
        Your username and first password are on the slip from the school. If you have lost it, the office gives you a new one.
      </p>
    </>
  );
}
