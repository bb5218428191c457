'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';

type Props = { name: 'importId' | 'classId' | 'staff'; value: string; operationId: string };

/** Downloads the sign-in slips of everybody here who has not signed in yet; without scripts the form answers with the file itself. */
export function SlipsForm({ name, value, operationId }: Props) {
  const router = useRouter();
  const [state, setState] = useState<{ kind: 'working' | 'done' | 'failed'; text: string } | null>(null);

  async function print(form: HTMLFormElement): Promise<void> {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
    if (!answer.ok) throw new Error(((await answer.json()) as { detail: string }).detail);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = 'sign-in-slips.pdf';
    link.click();
    // A large file is still being read when the click returns.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    setState({ kind: 'done', text: 'The slips are in your downloads. Print them before you print again.' });
    // A new printing is a new act, with an id of its own.
    router.refresh();
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setState({ kind: 'working', text: 'Making the slips …' });
    print(event.currentTarget).catch((error: Error) => setState({ kind: 'failed', text: error.message || 'The school cannot be reached. Try again.' }));
  }

  return (
    <form method="post" action="/api/slips" onSubmit={submit} className="grid justify-items-start gap-2">
      <input type="hidden" name={name} value={value} />
      <input type="hidden" name="operationId" value={operationId} />
      <Button type="submit" disabled={state?.kind === 'working'}>Print sign-in slips (PDF)</Button>
      {state && <p role="status" className={state.kind === 'failed' ? 'text-bad' : ''}>{state.text}</p>}
      <p className="max-w-2xl text-sm text-muted">For everybody here who has not signed in yet, eight on a page. Each printing gives new first passwords; slips printed before stop working.</p>
    </form>
  );
}
