import 'server-only';
import NextAuth from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { loadActor } from '@/lib/platform/actor';
import { env } from '@/lib/platform/env';
import { cookieOptions, sessionCookieName } from '@/lib/platform/request/cookies';
import { tokenHash } from '@/lib/platform/secrets';

/**
 * next-auth sets and clears the cookie. Its token is ours: nothing but the random session token, so that a copied
 * cookie dies with its row. The password was checked, limited and recorded by the sign-in action before this runs.
 */
export const { signIn: setSessionCookie, signOut: clearSessionCookie } = NextAuth(() => ({
  secret: env().AUTH_SECRET,
  trustHost: true,
  session: { strategy: 'jwt', maxAge: 7 * 86_400 },
  cookies: { sessionToken: { name: sessionCookieName(), options: cookieOptions() } },
  jwt: {
    encode: async ({ token }) => String(token?.sessionToken ?? ''),
    decode: async ({ token }) => (token ? { sessionToken: token } : null),
  },
  callbacks: {
    jwt: ({ token, user }) => (user ? { sessionToken: user.id } : token),
  },
  providers: [
    Credentials({
      credentials: { token: {} },
      authorize: async ({ token }) => {
        const person = typeof token === 'string' ? await loadActor({ tokenHash: tokenHash(token) }) : null;
        return person ? { id: String(token), name: null } : null;
      },
    }),
  ],
  logger: { error: () => undefined },
}));
