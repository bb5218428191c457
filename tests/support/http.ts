import { readFileSync } from 'node:fs';
import { running } from './school';

type Manifest = { node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }> };

// An answer comes soon, except on a machine that other programs use.
const LONGEST_MS = 180_000;

let manifest: Manifest | undefined;

/** The id under which the build published an action. */
export function actionId(name: string): string {
  manifest ??= JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest;
  const found = Object.entries(manifest.node).find(([, entry]) => entry.exportedName === name);
  if (!found) throw new Error(`the build has no action ${name}`);
  return found[0];
}

type Sent = { token: string | null; path: string; name: string; input: unknown; headers?: Record<string, string> };

/** Calls an action as the browser's JavaScript does, and reads its answer from the response stream. */
export async function callAction({ token, path, name, input, headers = {} }: Sent) {
  const { appUrl } = running();
  const response = await fetch(`${appUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'next-action': actionId(name), accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8', origin: new URL(appUrl).origin,
      ...(token ? { cookie: `session=${token}` } : {}), ...headers,
    },
    body: JSON.stringify([input]),
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  const text = await response.text();
  // Where the browser is sent; then the stream is that page and holds no answer.
  const leadsTo = response.headers.get('x-action-redirect');
  // The answer of the action is the row that row 0 points to: {"a":"$@1",…}.
  const row = leadsTo ? undefined : /^1:(.*)$/m.exec(text)?.[1];
  // A row that begins with E is an error of Next's own, without an answer.
  return { status: response.status, leadsTo, answer: row && !row.startsWith('E') ? (JSON.parse(row) as { ok: boolean; code?: string; data?: unknown; message?: string }) : null, text };
}

/** GETs a page as a person, without following redirects. */
export function get(path: string, token: string | null, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${running().appUrl}${path}`, {
    redirect: 'manual', headers: { ...(token ? { cookie: `session=${token}` } : {}), ...headers }, signal: AbortSignal.timeout(LONGEST_MS),
  });
}
