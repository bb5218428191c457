'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { sendTestMail } from '@/lib/mail/actions';

/** Writes to the reader's own address and says what the mail server answered. */
export function TestMailForm() {
  const [state, submit, pending] = useActionState(sendTestMail, null);
  return (
    <form action={submit} className="grid justify-items-start gap-3">
      <FormMessage state={state} />
      <Button look="primary" type="submit" disabled={pending}>{pending ? 'Sending…' : 'Send a test mail'}</Button>
      {state?.ok && <p role="status">The mail server took it for {state.data.sentTo}. Look into that inbox, and into its spam.</p>}
    </form>
  );
}
