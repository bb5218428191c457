import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { SignInForm } from '@/components/accounts/sign-in-form';
import { safeNext } from '@/lib/accounts/rules';
import { currentPerson } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Sign in' };

const query = z.object({ next: z.string().max(500).optional().catch(undefined) });

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = query.parse(await searchParams);
  const person = await currentPerson();
  if (person) redirect((person.mustChoosePassword ? '/choose-password' : safeNext(next)) as Route);
  return (
    <>
      <h1 className="text-2xl font-semibold">Sign in</h1>
      <SignInForm next={safeNext(next)} />
      <p className="text-sm text-muted">
        Your username and first password are on the slip from the school. If you have lost it, the office gives you a new one.
      </p>
    </>
  );
}
