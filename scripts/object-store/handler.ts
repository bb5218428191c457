import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Call } from '@/scripts/object-store/call';
import { corsHeaders, preflightHeaders } from '@/scripts/object-store/cors';
import { asS3Error, errorCode, S3Error } from '@/scripts/object-store/errors';
import { operationOf } from '@/scripts/object-store/operation';
import { anyoneMayRead } from '@/scripts/object-store/policy';
import { routes } from '@/scripts/object-store/routes';
import { authenticate, type Keys } from '@/scripts/object-store/signature';
import type { Store } from '@/scripts/object-store/store';
import { parseTarget } from '@/scripts/object-store/target';
import { leaf } from '@/scripts/object-store/xml';

export interface Services {
  store: Store;
  keys: Keys;
  now: () => number;
  onError: (error: unknown) => void;
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
};

/** Answers one request: who asks, what is asked, whether that is allowed, and then the operation itself. */
export async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  response.setHeader('x-amz-request-id', requestId);
  try {
    await answer(request, response, services);
  } catch (error) {
    refuse(request, response, { error, requestId, onError: services.onError });
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, services: Services): Promise<void> {
  const { store, keys } = services;
  const method = request.method ?? '';
  const target = parseTarget(request.url ?? '');
  const rules = store.find(target.bucket)?.cors ?? [];
  const { origin } = request.headers;
  if (method === 'OPTIONS') return answerPreflight(request, response, rules);
  if (origin !== undefined && rules.length > 0) setHeaders(response, corsHeaders(rules, origin, method));
  const headers = headersOf(request);
  const now = services.now();
  const identity = authenticate({ method, target, headers, now }, keys);
  const call = new Call({ store, region: keys.region, now, request, response, target, headers, identity });
  if (identity.kind === 'anonymous') await allowAnonymous(call, method);
  await routes[operationOf(method, target, call.allHeaders().keys())](call);
}

// A missing key is refused like a private one: who may not list may not learn which keys exist.
async function allowAnonymous(call: Call, method: string): Promise<void> {
  const { bucket: name, key } = call.target;
  const bucket = call.store.find(name);
  const reads = (method === 'GET' || method === 'HEAD') && key !== '';
  const allowed = reads && bucket !== undefined && anyoneMayRead(bucket.policy, key);
  if (!allowed || !(await bucket.stat(key))) throw new S3Error('AccessDenied');
}

function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  rules: Parameters<typeof preflightHeaders>[0],
): void {
  const { origin, 'access-control-request-method': method } = request.headers;
  if (!origin || !method)
    throw new S3Error('BadRequest', 'Origin and Access-Control-Request-Method are required.');
  const list = request.headers['access-control-request-headers'] ?? '';
  const headers = list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  setHeaders(response, preflightHeaders(rules, { origin, method, headers }));
  response.writeHead(200, { 'content-length': '0' }).end();
}

function headersOf(request: IncomingMessage): Map<string, string> {
  return new Map(
    Object.entries(request.headersDistinct).map(([name, values]) => [
      name.toLowerCase(),
      (values ?? []).join(','),
    ]),
  );
}

function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

interface Refusal {
  error: unknown;
  requestId: string;
  onError: (error: unknown) => void;
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { error, requestId, onError }: Refusal,
): void {
  const refusal = asS3Error(error);
  const clientLeft = request.destroyed && errorCode(error) !== undefined;
  if (refusal.status >= 500 && refusal.code !== 'NotImplemented' && !clientLeft) onError(error);
  if (response.headersSent) {
    // The status is already out: only cutting the connection tells the reader that the body is not whole.
    response.destroy();
    return;
  }
  const fields = { Code: refusal.code, Message: refusal.message, ...refusal.details };
  const resource = (request.url ?? '').split('?')[0] ?? '';
  const inside = Object.entries({ ...fields, Resource: resource, RequestId: requestId }).map(([k, v]) =>
    leaf(k, v),
  );
  const xml = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inside.join('')}</Error>`);
  response.writeHead(refusal.status, {
    'content-type': 'application/xml',
    'content-length': String(xml.length),
    // A client told not to send its body leaves the connection in doubt: what follows might be body or request.
    ...(request.headers.expect !== undefined && !request.complete && { connection: 'close' }),
    ...(refusal.code === 'InvalidRange' && {
      'content-range': `bytes */${refusal.details.ActualObjectSize}`,
    }),
  });
  response.end(request.method === 'HEAD' ? undefined : xml);
}
