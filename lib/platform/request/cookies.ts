import 'server-only';
import { cookies } from 'next/headers';
import { env } from '../env';
import { tokenHash } from '../secrets';
import { isNamedHere } from '../device-name';
import { markReached } from './reached';

const secure = () => env().APP_URL.startsWith('https:');

/** `__Host-` binds the cookie to this host and path; browsers refuse that name without https. */
export const sessionCookieName = () => (secure() ? '__Host-session' : 'session');
const deviceCookieName = () => (secure() ? '__Host-device' : 'device');

export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const;

/** SHA-256 of the session cookie, or null without one. */
export async function sessionTokenHash(): Promise<Buffer | null> {
  markReached();
  const value = (await cookies()).get(sessionCookieName())?.value;
  return value ? tokenHash(value) : null;
}

/** SHA-256 of the cookie that names this browser, or null where we have named none. */
export async function deviceHash(): Promise<Buffer | null> {
  const value = (await cookies()).get(deviceCookieName())?.value;
  return value && (await isNamedHere(value, env().AUTH_SECRET)) ? tokenHash(value) : null;
}

const pendingCookieName = () => (secure() ? '__Host-sign-in' : 'sign-in');

/** SHA-256 of the cookie of a sign-in that waits for its code, or null. */
export async function pendingSignInHash(): Promise<Buffer | null> {
  const value = (await cookies()).get(pendingCookieName())?.value;
  return value ? tokenHash(value) : null;
}

/** Remembers a right password for as long as the code may take. */
export async function keepPendingSignIn(token: string, seconds: number): Promise<void> {
  (await cookies()).set(pendingCookieName(), token, { ...cookieOptions(), maxAge: seconds });
}

export async function forgetPendingSignIn(): Promise<void> {
  (await cookies()).set(pendingCookieName(), '', { ...cookieOptions(), maxAge: 0 });
}

/** Light or dark as the owner of this browser chose on the account page; undefined follows the phone. */
export async function chosenTheme(): Promise<'light' | 'dark' | undefined> {
  const value = (await cookies()).get('theme')?.value;
  return value === 'light' || value === 'dark' ? value : undefined;
}

/** The name of this browser, for a year. */
export async function keepDevice(name: string): Promise<void> {
  (await cookies()).set(deviceCookieName(), name, { ...cookieOptions(), maxAge: 365 * 86_400 });
}

/** Set by the page itself (components/live/background.ts). Whoever forges it only shortens their own session. */
export async function hasBackgroundMark(): Promise<boolean> {
  return (await cookies()).get('background') !== undefined;
}

const setupCookieName = () => (secure() ? '__Host-setup' : 'setup');

/** SHA-256 of the set-up token this browser has shown, or null. */
export async function shownSetupToken(): Promise<Buffer | null> {
  const value = (await cookies()).get(setupCookieName())?.value;
  return value ? tokenHash(value) : null;
}

/** This browser has shown the set-up token; half a day is enough to finish. */
export async function keepSetupToken(token: string): Promise<void> {
  (await cookies()).set(setupCookieName(), token, { ...cookieOptions(), maxAge: 12 * 3_600 });
}
