import { NextResponse, type NextRequest } from 'next/server';
import { securityHeaders } from '@/lib/platform/headers';

const open = /^\/(sign-in|offline\.html|api\/|manifest|icon|sw\.js)/;

/** Request id, security headers, and the comfort of a sign-in page for those without a cookie. Never the guard. */
export function middleware(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const nonce = btoa(crypto.randomUUID());
  const headers = new Headers(request.headers);
  const requestId = crypto.randomUUID();
  const fixed = securityHeaders({ nonce, appUrl: process.env.APP_URL, realtimeUrl: process.env.REALTIME_URL });
  headers.set('x-request-id', requestId);
  headers.set('x-path', `${pathname}${search}`);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', fixed['content-security-policy'] ?? '');

  const hasCookie = request.cookies.has('session') || request.cookies.has('__Host-session');
  const goesToSignIn = !hasCookie && !open.test(pathname) && request.method === 'GET';
  const response = goesToSignIn
    ? NextResponse.redirect(new URL(`/sign-in?next=${encodeURIComponent(pathname + search)}`, process.env.APP_URL ?? request.url))
    : NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(fixed)) response.headers.set(name, value);
  response.headers.set('x-request-id', requestId);
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] };
