'use client';

import { useRef, useState, useTransition } from 'react';
import { ActForm } from '@/components/shared/act-form';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { askPicture, keepPicture, removePicture } from '@/lib/school/actions';
import { drawn } from './drawn';

type Slot = 'logo' | 'signature';
type Props = { slot: Slot; title: string; hint: string; shown: string | null; ids: readonly [string, string, string] };

/** A picture is drawn anew on this device (which leaves its place and camera behind), sent straight to the file store, and then accepted. */
export function PictureCard({ slot, title, hint, shown, ids }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const send = (file: File) => start(async () => {
    setProblem(await upload(slot, file));
    if (input.current) input.current.value = '';
  });
  return (
    <Card className="grid grid-cols-1 justify-items-start gap-3">
      <h2 className="text-lg font-semibold">{title}</h2>
      {shown && <img src={shown} alt={title} className={`rounded-control border border-line bg-white ${slot === 'logo' ? 'size-32' : 'h-20'}`} />}
      <p id={`${slot}-hint`} className="text-sm text-muted">{hint} PNG, JPEG or WebP, at most 2 MB after it was drawn.</p>
      <noscript><p>A picture can only be sent with JavaScript.</p></noscript>
      <input
        ref={input} type="file" accept="image/png,image/jpeg,image/webp" aria-label={`Picture for ${title}`} aria-describedby={`${slot}-hint`} disabled={pending}
        className="w-full min-w-0 text-sm file:mr-3 file:min-h-11 file:rounded-control file:border file:border-control file:bg-surface file:px-4 file:text-base file:font-semibold file:text-text" onChange={(event) => event.target.files?.[0] && send(event.target.files[0])}
      />
      {pending && <p role="status">Sending …</p>}
      {problem && <p role="alert" className="text-bad">{problem}</p>}
      {problem && <Button onClick={() => input.current?.click()}>Choose again</Button>}
      {shown && <ActForm act={removePicture} about={{ slot }} label="Remove" which={title} look="link" operationId={ids[0]} />}
    </Card>
  );
}

/** Why it could not be sent, or null. */
async function upload(slot: Slot, file: File): Promise<string | null> {
  const picture = await drawn(file, slot === 'logo' ? { width: 512, height: 512, square: true } : { width: 900, height: 300, square: false });
  if (!picture) return 'That file is not a picture this device can open. Choose a PNG, JPEG or WebP picture.';
  const asked = await askPicture({ slot, contentType: 'image/png', size: picture.size });
  if (!asked.ok) return asked.fields?.contentType ?? asked.fields?.size ?? asked.message;
  const { url, headers, key } = asked.data;
  const sent = await fetch(url, { method: 'PUT', headers, body: picture }).catch(() => null);
  if (!sent?.ok) return 'The picture did not reach the file store. Look at your network and choose it again.';
  const kept = await keepPicture({ slot, key });
  return kept.ok ? null : kept.message;
}
