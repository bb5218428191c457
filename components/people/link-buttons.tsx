'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { endLink, restrictLink, verifyLink } from '@/lib/people/guardians/actions';

type Props = { linkId: string; child: string; state: 'verified' | 'waiting' | 'restricted'; mayVerify: boolean };

/** What opens and closes a child's record to a guardian; each holds at once, on every open page too. */
export function LinkButtons({ linkId, child, state, mayVerify }: Props) {
  const [verified, verify, verifying] = useActionState(verifyLink, null);
  const [restricted, restrict, restricting] = useActionState(restrictLink, null);
  const [ended, end, ending] = useActionState(endLink, null);
  const failed = [verified, restricted, ended].find((one) => one && !one.ok);
  const hidden = <input type="hidden" name="linkId" value={linkId} />;
  const about = <span className="sr-only"> for {child}</span>;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {state !== 'verified' && mayVerify && (
        <form action={verify}>{hidden}<Button type="submit" disabled={verifying}>{state === 'restricted' ? 'Lift and verify' : 'Verify'}{about}</Button></form>
      )}
      {state !== 'restricted' && <form action={restrict}>{hidden}<Button type="submit" disabled={restricting}>Restrict{about}</Button></form>}
      <form action={end}>{hidden}<Button type="submit" look="danger" disabled={ending}>End the link{about}</Button></form>
      {failed && !failed.ok && <p role="alert" className="text-sm text-bad">{failed.message}</p>}
    </div>
  );
}
