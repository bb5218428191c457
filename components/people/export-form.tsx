'use client';

import { ChoiceField } from '@/components/shared/choice-field';
import { DownloadForm } from '@/components/shared/download-form';
import { PasswordField } from '@/components/shared/password-field';

type Props = { kind: 'students' | 'guardians' | 'staff'; about: Record<string, string>; count: number };

/** The people of a list as a file for a spreadsheet, after the own password once more. */
export function ExportForm({ kind, about, count }: Props) {
  return (
    <DownloadForm
      action="/api/exports" hidden={{ kind, ...about }} label={`Export ${count.toLocaleString('en-NG')}`}
      working="Writing the file …" done="The file is in your downloads. It holds children’s data: keep it where only the office can read it."
      after={<p className="text-sm text-muted">With the columns that an import knows. No medical and no custody notes. Who took it is written into the history.</p>}
    >
      <div className="grid w-full gap-3">
        <ChoiceField name="format" label="File type" value="xlsx"><option value="xlsx">Excel (.xlsx)</option><option value="csv">CSV (.csv)</option></ChoiceField>
        <PasswordField name="confirmPassword" label="Your own password" autoComplete="current-password" />
      </div>
    </DownloadForm>
  );
}
