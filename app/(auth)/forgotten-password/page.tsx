import type { Metadata } from 'next';
import { ForgottenPasswordForm } from '@/components/accounts/forgotten-password-form';
import { mailIsSetUp } from '@/lib/platform/mail/send';

export const metadata: Metadata = { title: 'Forgotten password' };

export default function ForgottenPasswordPage() {
  return (
    <>
      <h1 className="text-2xl font-semibold">Forgotten your password?</h1>
      {mailIsSetUp() ? (
        <ForgottenPasswordForm />
      ) : (
        <p>This school’s system cannot send mail. Ask the school office: it gives you a slip with a new first password.</p>
      )}
      <a className="inline-flex min-h-6 items-center justify-self-start text-accent underline" href="/sign-in">Back to the sign-in</a>
    </>
  );
}
