'use client';

import { useActionState, type ReactNode } from 'react';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { confirmSecondFactor, removeSecondFactor, renewRecoveryCodes, startSecondFactor } from '@/lib/accounts/second-factor/actions';
import { OwnPasswordForm } from './own-password-form';
import { RecoveryCodes } from './recovery-codes';

type Props = { setOn: string | null; codesLeft: number; mayRemove: boolean; picture: ReactNode; typed: string | null };

/** Set up, replaced, and taken away in one place, so that codes which were just answered stay on the screen. */
export function SecondFactor({ setOn, codesLeft, mayRemove, picture, typed }: Props) {
  const [started, start, starting] = useActionState(startSecondFactor, null);
  const [confirmed, confirm, confirming] = useActionState(confirmSecondFactor, null);
  const [renewed, renew, renewing] = useActionState(renewRecoveryCodes, null);
  const [removed, remove, removing] = useActionState(removeSecondFactor, null);
  if (typed !== null) {
    return (
      <>
        <ol className="grid list-decimal gap-3 pl-5">
          <li>Open the authenticator on your phone (Google Authenticator, Microsoft Authenticator, Aegis … any of them) and take this picture with it.</li>
          <li>Type the six digits it shows.</li>
        </ol>
        {picture}
        <p className="text-sm text-muted">No camera? Type this key into the authenticator: <span className="font-mono text-text" data-typed-secret>{typed}</span></p>
        <form action={confirm} className="grid gap-3" noValidate>
          <FormMessage state={confirmed} />
          <Field
            name="code" label="Code from the phone" inputMode="numeric" autoComplete="one-time-code" maxLength={10}
            error={confirmed && !confirmed.ok ? confirmed.fields?.code : undefined}
          />
          <Button look="primary" type="submit" disabled={confirming}>{confirming ? 'One moment…' : 'Turn it on'}</Button>
        </form>
      </>
    );
  }
  const codes = confirmed?.ok ? confirmed.data.codes : renewed?.ok ? renewed.data.codes : null;
  if (codes) return <RecoveryCodes codes={codes} />;
  const forStart = { act: start, state: started, pending: starting };
  if (setOn === null) {
    return <OwnPasswordForm {...forStart} look="primary" label="Set it up" why="Asked again, so that nobody else ties your account to their phone." />;
  }
  return (
    <div className="grid gap-6">
      <p>It is on since {setOn}. {codesLeft} recovery {codesLeft === 1 ? 'code is' : 'codes are'} left.</p>
      <OwnPasswordForm act={renew} state={renewed} pending={renewing} label="Make new recovery codes" why="The old codes stop working." />
      <OwnPasswordForm {...forStart} label="Use another phone" why="The present phone counts until the new one has shown a code." />
      {mayRemove && <OwnPasswordForm act={remove} state={removed} pending={removing} look="danger" label="Turn it off" why="Signing in then asks for the password alone." />}
    </div>
  );
}
