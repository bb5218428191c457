import 'server-only';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { keepSetupToken } from '@/lib/platform/request/cookies';

/** This browser may go on; where set-up stands decides on which page. */
export async function keepToken({ token }: { token: string }): Promise<never> {
  await keepSetupToken(token);
  return goOn();
}

/** To the step that comes next. */
export async function goOn(): Promise<never> {
  redirect('/setup' as Route);
}
