import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { shownSetupToken } from '@/lib/platform/request/cookies';
import { findProgress, isSetUp } from '@/lib/setup/queries';
import { stepAt, type Step } from '@/lib/setup/rules';

/** Once somebody can sign in, set-up is a page that does not exist. */
export async function requireUnfinished(): Promise<void> {
  if (await isSetUp()) notFound();
}

/** The guard of a step: only with the token, and only while it is this step's turn. */
export async function requireStep(step: Step): Promise<void> {
  await requireUnfinished();
  const progress = await findProgress(await shownSetupToken());
  if (!progress || stepAt(progress) !== step) redirect('/setup' as Route);
}
