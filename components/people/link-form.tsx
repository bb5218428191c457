'use client';

import { useActionState } from 'react';
import { FormMessage } from '@/components/shared/form-message';
import { Button } from '@/components/ui/button';
import { editLink } from '@/lib/people/guardians/actions';
import type { LinkLine } from './link-card';
import { LinkFields } from './link-fields';

/** Relationship, order of calling and pick-up of one link. */
export function LinkForm({ link }: { link: LinkLine }) {
  const [state, submit, pending] = useActionState(editLink, null);
  const failure = state && !state.ok ? state : null;
  const typed = failure?.typed;
  return (
    <form action={submit} className="grid max-w-sm gap-3 py-2" noValidate>
      <input type="hidden" name="linkId" value={link.id} />
      <FormMessage state={state} />
      <LinkFields
        id={link.id} relationship={typed?.relationship ?? link.relationship} priority={typed?.priority ?? String(link.priority)}
        mayPickUp={typed ? 'mayPickUp' in typed : link.mayPickUp} errors={failure?.fields}
      />
      <Button type="submit" disabled={pending} className="justify-self-start">{pending ? 'Saving…' : 'Save'}</Button>
      {state?.ok && <p role="status">Saved.</p>}
    </form>
  );
}
