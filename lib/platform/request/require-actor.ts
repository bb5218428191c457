import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { loadActor, loadPageFrame, type PageFrame, type Person } from '../actor';
import { can, type Permission } from '../authz';
import { AppError } from '../errors';
import { hasBackgroundMark, sessionTokenHash } from './cookies';

/** The signed-in person of this request with the frame of the page, or null; read once however many components ask. */
const currentFrame = cache(async (): Promise<PageFrame | null> => {
  const tokenHash = await sessionTokenHash();
  return tokenHash ? loadPageFrame(tokenHash, !(await isByItself())) : null;
});

/** A page that fetches itself again without its reader says so; a load of the whole document is always somebody's act. */
export async function isByItself(): Promise<boolean> {
  return (await hasBackgroundMark()) && (await headers()).get('sec-fetch-mode') !== 'navigate';
}

export async function currentPerson(): Promise<Person | null> {
  return (await currentFrame())?.person ?? null;
}

/**
 * The signed-in person who may use the school; null also while a password must be chosen or a second step set up. For
 * routes, which cannot lead there; what pages ask of them keeps no session from idling out.
 */
export async function currentMember(): Promise<Person | null> {
  const tokenHash = await sessionTokenHash();
  const person = tokenHash && (await loadActor({ tokenHash }));
  return person && !person.mustChoosePassword && !person.mustEnrol ? person : null;
}

/** The signed-in person; sends anyone else to sign in, a new account to choose its password, and the office to set up its second factor. */
export async function requireActor(): Promise<Person> {
  return (await requireFrame()).person;
}

/** As `requireActor`, with what the layout shows around every page. */
export async function requireFrame(): Promise<PageFrame> {
  const frame = await currentFrame();
  if (!frame) {
    const path = (await headers()).get('x-path') ?? '/today';
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (frame.person.mustChoosePassword) redirect('/choose-password');
  if (frame.person.mustEnrol) redirect('/second-factor');
  return frame;
}

/** The page's own check; a page one may not see does not exist. */
export async function requirePermission(allowed: Permission<void>): Promise<Person> {
  const actor = await requireActor();
  if (!can(actor, allowed, undefined)) notFound();
  return actor;
}

/** Awaits a query; what the actor may not see is a page that does not exist. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
}
