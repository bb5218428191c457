type Given = { nonce: string; appUrl?: string; realtimeUrl?: string; /** Where browsers send files. */ storeUrl?: string };

/** The security headers of every response, with a nonce for this page's scripts (ASVS V3.4). */
export function securityHeaders({ nonce, appUrl, realtimeUrl, storeUrl }: Given): Record<string, string> {
  const socket = realtimeUrl?.replace(/^http/, 'ws') ?? '';
  const policy = [
    `default-src 'self'`,
    `worker-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Radix hides and places its parts with style attributes; they cannot run anything.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    // Uploads go straight to the object store.
    ['connect-src', `'self'`, socket, storeUrl ? new URL(storeUrl).origin : ''].filter(Boolean).join(' '),
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    ...(appUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
