import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { FieldsForm } from '@/components/shared/fields-form';
import { newOperationId } from '@/components/shared/operation-id';
import { shownSetupToken } from '@/lib/platform/request/cookies';
import { begin } from '@/lib/setup/actions';
import { requireUnfinished } from '@/components/setup/require-step';
import { findProgress } from '@/lib/setup/queries';
import { stepAt } from '@/lib/setup/rules';

export const metadata: Metadata = { title: 'Set up the school' };

const query = z.object({ token: z.string().max(200).optional().catch(undefined) });

/** Tells where the token is, takes it, and leads on to the step that comes next. */
export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  await requireUnfinished();
  const progress = await findProgress(await shownSetupToken());
  if (progress) redirect(`/setup/${stepAt(progress)}` as Route);
  const { token } = query.parse(await searchParams);
  return (
    <>
      <header className="grid gap-2">
        <p className="text-muted">Step 1 of 6</p>
        <h1 className="text-2xl font-semibold">This school is not set up yet</h1>
      </header>
      <p>
        Whoever sets it up needs the token that stands in the log of the server: look for “not set up yet” in what <code>npm start</code> printed,
        or in <code>logs/web.log</code> of the data folder. <code>./ths setup:token</code> makes a new one.
      </p>
      <FieldsForm
        act={begin} label="Begin" operationId={newOperationId()}
        groups={[{ fields: [{ name: 'token', label: 'Token', value: token, autoComplete: 'off', maxLength: 200 }] }]}
      />
    </>
  );
}
