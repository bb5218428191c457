'use client';

import { useActionState } from 'react';
import { Field } from '@/components/shared/field';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { linkGuardian } from '@/lib/people/guardians/actions';
import { LinkFields } from './link-fields';

/** Links one more child; the link shows nothing before somebody verifies it. */
export function LinkChildForm({ guardianId }: { guardianId: string }) {
  const [state, submit, pending] = useActionState(linkGuardian, null);
  const failure = state && !state.ok ? state : null;
  const typed = failure?.typed;
  return (
    <form action={submit} className="grid max-w-sm gap-3" noValidate>
      <input type="hidden" name="guardianId" value={guardianId} />
      <FormMessage state={state} />
      <Field name="student" label="Child" hint="The admission number, or the full name." defaultValue={typed?.student} error={failure?.fields?.student} autoComplete="off" maxLength={120} />
      <LinkFields id="new" relationship={typed?.relationship} priority={typed?.priority} mayPickUp={typed ? 'mayPickUp' in typed : false} errors={failure?.fields} />
      <Button type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Link the child'}</Button>
      {state?.ok && <p role="status">{state.data.name} is linked. Verify the link when you have seen that it is right.</p>}
    </form>
  );
}
