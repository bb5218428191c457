'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import { FieldError } from '@/components/shared/field';
import { Button } from '@/components/ui/button';
import { beginImport, confirmUpload } from '@/lib/people/imports/office/actions';
import { contentTypes, endingOf, importKinds, MOST_UPLOADED, type ImportKind } from '@/lib/people/imports/kinds/rules';
import { putFile, Refusal } from './put-file';

const words: Record<ImportKind, [title: string, hint: string]> = {
  students: ['Students and their guardians', 'One row for each student'],
  staff: ['Staff', 'One row for each member of staff'],
};

/** What stands against a file before it is sent, or null. */
function problemOf(file: File | undefined): string | null {
  if (!file) return 'Choose a file.';
  if (!contentTypes[endingOf(file.name)]) return `“${file.name}” is neither a CSV file (.csv) nor an Excel workbook (.xlsx).`;
  if (file.size === 0) return `“${file.name}” is empty.`;
  return file.size > MOST_UPLOADED ? `“${file.name}” has ${(file.size / 1024 / 1024).toFixed(1)} MB; at most 10 MB can be imported at once. Split it.` : null;
}

/** The first screen of an import: which people, and the file. */
export function UploadForm() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const cancel = useRef<() => void>(undefined);

  async function send(kind: ImportKind, file: File): Promise<void> {
    setShare(0);
    const begun = await beginImport({ kind, fileName: file.name, size: file.size });
    if (!begun.ok) throw new Refusal(begun.fields ? Object.values(begun.fields).join(' ') : begun.message);
    const { importId, upload } = begun.data;
    const sending = putFile({ ...upload, file, onShare: setShare });
    cancel.current = sending.cancel;
    await sending.done;
    const arrived = await confirmUpload({ importId });
    if (!arrived.ok) throw new Refusal(arrived.message);
    router.push(`/people/import/${importId}`);
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get('file');
    const chosen = file instanceof File && file.name ? file : undefined;
    const refusal = problemOf(chosen);
    setProblem(refusal);
    if (refusal || !chosen) return void event.currentTarget.querySelector<HTMLInputElement>('[name="file"]')?.focus();
    send(form.get('kind') === 'staff' ? 'staff' : 'students', chosen).catch((error: unknown) => {
      setShare(null);
      setProblem(error instanceof Refusal ? error.message : 'The school cannot be reached. Try again.');
    });
  }

  return (
    <form onSubmit={submit} className="grid max-w-xl gap-4" noValidate>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-semibold">Who is in the file?</legend>
        {importKinds.map((kind) => (
          <label key={kind} className="flex min-h-11 items-center gap-3 rounded-control border border-control bg-surface px-3 py-2">
            <input type="radio" name="kind" value={kind} defaultChecked={kind === 'students'} className="size-6 shrink-0" />
            <span><span className="block font-semibold">{words[kind][0]}</span><span className="text-sm text-muted">{words[kind][1]}</span></span>
          </label>
        ))}
      </fieldset>
      <div className="grid gap-1">
        <label htmlFor="file" className="font-semibold">File</label>
        <input
          id="file" name="file" type="file" accept=".csv,.xlsx" required aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? 'file-error file-hint' : 'file-hint'}
          className="min-h-11 w-full rounded-control border border-control bg-surface p-2 file:mr-3 file:min-h-9 file:rounded-control file:border file:border-control file:bg-surface-2 file:px-3 file:font-semibold"
        />
        <p id="file-hint" className="text-sm text-muted">CSV or Excel (.xlsx), at most 10 MB and 50,000 rows.</p>
        {problem && <FieldError id="file-error" text={problem} />}
      </div>
      {share === null ? (
        <Button look="primary" type="submit" className="justify-self-start">Upload the file</Button>
      ) : (
        <div className="grid gap-2">
          <progress value={share} max={1} aria-label="Sending the file" className="h-3 w-full" />
          <div className="flex items-center justify-between gap-3">
            <p role="status" className="tabular-nums">{share < 1 ? `Sending … ${Math.round(share * 100)} %` : 'Arrived, one moment …'}</p>
            {share < 1 && <Button onClick={() => cancel.current?.()}>Stop</Button>}
          </div>
        </div>
      )}
      <noscript><p className="rounded-control border border-warn p-3">Uploading needs JavaScript, because the file goes straight to the file store. On the school’s machine <code>./ths import students FILE</code> does the same.</p></noscript>
    </form>
  );
}
