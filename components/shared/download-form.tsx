'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';

type Props = {
  /** The route that answers with the file. */
  action: string;
  hidden: Record<string, string>;
  label: string;
  working: string;
  done: string;
  /** Fields, and what is said under the button. */
  children?: ReactNode;
  after?: ReactNode;
};

/** Sends a form and saves the file that comes back; without scripts the browser does the same by itself. */
export function DownloadForm({ action, hidden, label, working, done, children, after }: Props) {
  const router = useRouter();
  const [state, setState] = useState<{ kind: 'working' | 'done' | 'failed'; text: string } | null>(null);

  async function save(form: HTMLFormElement): Promise<void> {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
    if (!answer.ok) {
      const { detail, errors } = (await answer.json()) as { detail: string; errors?: Record<string, string> };
      throw new Error(Object.values(errors ?? {})[0] ?? detail);
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
    link.click();
    // A large file is still being read when the click returns.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    form.reset();
    setState({ kind: 'done', text: done });
    // Once more is a new act, with an id of its own.
    router.refresh();
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setState({ kind: 'working', text: working });
    save(event.currentTarget).catch((error: Error) => setState({ kind: 'failed', text: error.message || 'The school cannot be reached. Try again.' }));
  }

  return (
    <form method="post" action={action} onSubmit={submit} className="grid max-w-md justify-items-start gap-3">
      {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {children}
      <Button type="submit" disabled={state?.kind === 'working'}>{label}</Button>
      {state && <p role="status" className={state.kind === 'failed' ? 'text-bad' : ''}>{state.text}</p>}
      {after}
    </form>
  );
}
