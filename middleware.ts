import { NextResponse, type NextRequest } from 'next/server';
import { securityHeaders } from '@/lib/platform/headers';
import { isNamedHere } from '@/lib/platform/device-name';
import { createSharedPace } from '@/lib/platform/request/pace';

// What one reaches without a sign-in; the pages with a token check it themselves.
const isPublic = (path: string) => /^\/(sign-in|sign-in\/code|setup|setup\/[a-z]+|forgotten-password|reset-password\/[^/]+|accept-invitation\/[^/]+)$/.test(path);

// Four passwords a second is what the server can look at. Browsers in which nobody has signed in yet start five times as
// fast, after a class full at once; while many guess that leaves the time to everybody who is at work.
const unknownBrowsers = createSharedPace({ perSecond: 20, burst: 40, most: 10_000 });

async function waitAsUnknown({ cookies, headers }: NextRequest): Promise<void> {
  const device = (cookies.get('__Host-device') ?? cookies.get('device'))?.value;
  if (await isNamedHere(device, process.env.AUTH_SECRET ?? '')) return;
  const wait = unknownBrowsers(headers.get('x-network') ?? '', performance.now());
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

/** Request id, security headers, and the comfort of a sign-in page for those without a cookie. Never the guard. */
export async function middleware(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const isSignIn = pathname === '/sign-in';
  if (isSignIn && request.method === 'POST') await waitAsUnknown(request);
  const nonce = btoa(crypto.randomUUID());
  const { APP_URL, REALTIME_URL, S3_PUBLIC_ENDPOINT, S3_ENDPOINT } = process.env;
  const fixed = securityHeaders({ nonce, appUrl: APP_URL, realtimeUrl: REALTIME_URL, storeUrl: S3_PUBLIC_ENDPOINT ?? S3_ENDPOINT });
  const headers = new Headers(request.headers);
  const given = { 'x-request-id': crypto.randomUUID(), 'x-path': `${pathname}${search}`, 'x-nonce': nonce, ...fixed };
  for (const [name, value] of Object.entries(given)) headers.set(name, value);

  const hasCookie = request.cookies.has('session') || request.cookies.has('__Host-session');
  const response =
    hasCookie || isPublic(pathname) || pathname.startsWith('/api/') || request.method !== 'GET'
      ? NextResponse.next({ request: { headers } })
      : NextResponse.redirect(new URL(`/sign-in?next=${encodeURIComponent(pathname + search)}`, APP_URL ?? request.url));
  for (const [name, value] of Object.entries(fixed)) response.headers.set(name, value);
  response.headers.set('x-request-id', given['x-request-id']);
  // Signing out leaves this mark: the browser forgets what it kept for the last person.
  if (isSignIn && request.cookies.has('signed-out')) response.headers.set('clear-site-data', '"cache", "storage"');
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|offline\\.|sw\\.js|icon|manifest\\.|api/logo).*)'] };
