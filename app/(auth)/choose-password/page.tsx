import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ChoosePasswordForm } from '@/components/accounts/choose-password-form';
import { shortestPassword } from '@/lib/accounts/rules';
import { currentPerson } from '@/lib/platform/request/require-actor';

export const metadata: Metadata = { title: 'Choose a password' };

export default async function ChoosePasswordPage() {
  const person = await currentPerson();
  if (!person) redirect('/sign-in');
  return (
    <>
      <h1 className="text-2xl font-semibold">Choose your password</h1>
      <p>
        {person.mustChoosePassword
          ? `Welcome, ${person.name}. The password on your slip works once; choose your own to go on.`
          : 'Your other signed-in devices will be signed out.'}
      </p>
      <ChoosePasswordForm shortest={shortestPassword(person.roles)} asksCurrent={!person.mustChoosePassword} />
    </>
  );
}
