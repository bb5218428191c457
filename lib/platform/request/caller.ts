import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { env } from '../env';
import { AppError } from '../errors';
import type { Caller } from '../perform';
import { deviceHash, pendingSignInHash, sessionTokenHash, shownSetupToken } from './cookies';

/** Who sends this request, from where, and under which id. */
export async function getCaller(): Promise<Caller> {
  const given = await headers();
  return {
    tokenHash: await sessionTokenHash(),
    deviceHash: await deviceHash(),
    pendingHash: await pendingSignInHash(),
    setupHash: await shownSetupToken(),
    // Written anew for every request before Next sees it: see server-hook.ts.
    address: given.get('x-forwarded-for') ?? 'unknown',
    device: given.get('user-agent')?.slice(0, 200) ?? '',
    requestId: given.get('x-request-id') ?? randomUUID(),
  };
}

/** Refuses a write that does not come from our own pages (ASVS V3.5.1). */
export async function refuseForeignOrigin(): Promise<void> {
  const given = await headers();
  const site = given.get('sec-fetch-site');
  const foreign = given.get('origin') !== new URL(env().APP_URL).origin || (site !== null && site !== 'same-origin');
  if (foreign) throw new AppError('FORBIDDEN', `This was not sent from the school’s own pages. Open ${env().APP_URL} and try again.`);
}
