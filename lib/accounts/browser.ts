import 'server-only';
import type { Route } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AppError } from '@/lib/platform/errors';
import { forgetPendingSignIn, keepDevice, keepPendingSignIn } from '@/lib/platform/request/cookies';
import { clearSessionCookie, setSessionCookie } from './next-auth';
import { safeNext } from './rules';

type Opened = { token: string; device: string | null } | { pending: string; seconds: number } | { refused: string };

/** Hands a new session to the browser and goes where the person wanted to, or asks for the code; a refusal stays on the page. */
export async function keepSession(opened: Opened, raw: unknown): Promise<never> {
  if ('refused' in opened) throw new AppError('FORBIDDEN', opened.refused);
  const wanted = raw instanceof FormData ? raw.get('next') : null;
  const next = safeNext(typeof wanted === 'string' ? wanted : undefined);
  if ('pending' in opened) {
    await keepPendingSignIn(opened.pending, opened.seconds);
    redirect(`/sign-in/code?next=${encodeURIComponent(next)}`);
  }
  if (opened.device) await keepDevice(opened.device);
  await forgetPendingSignIn();
  await setSessionCookie('credentials', { token: opened.token, redirect: false, redirectTo: '/today' });
  redirect(next as Route);
}

/** Clears the cookie and what the browser keeps, then shows the sign-in page. */
export async function forgetSession(): Promise<never> {
  await clearSessionCookie({ redirect: false, redirectTo: '/sign-in' });
  // The sign-in page answers this mark with Clear-Site-Data, which an action's answer cannot carry.
  (await cookies()).set('signed-out', '1', { path: '/sign-in', maxAge: 10, httpOnly: true, sameSite: 'lax' });
  redirect('/sign-in');
}

/** After a password was chosen through a link: signing in shows that it is known. */
export async function askToSignIn(): Promise<never> {
  redirect('/sign-in?saved=1');
}
