'use client';

import { DownloadForm } from '@/components/shared/download-form';

type Props = { name: 'importId' | 'classId' | 'staff'; value: string; operationId: string };

/** The sign-in slips of everybody here who has not signed in yet. */
export function SlipsForm({ name, value, operationId }: Props) {
  return (
    <DownloadForm
      action="/api/slips" hidden={{ [name]: value, operationId }} label="Print sign-in slips (PDF)"
      working="Making the slips …" done="The slips are in your downloads. Print them before you print again."
      after={<p className="max-w-2xl text-sm text-muted">For everybody here who has not signed in yet, eight on a page. Each printing gives new first passwords; slips printed before stop working.</p>}
    />
  );
}
