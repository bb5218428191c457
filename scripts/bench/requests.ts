import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SERVER } from '../build';
import { PASSWORD } from './house';
import type { Shot } from './load';
import type { Lane } from './people';

const manifest = z.object({
  node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })),
});

/** The id under which the browser calls a server action. */
export async function actionId(filename: string, exportedName: string): Promise<string> {
  const file = path.join(path.dirname(SERVER), '.next/server/server-reference-manifest.json');
  const { node } = manifest.parse(JSON.parse(await readFile(file, 'utf8')));
  const found = Object.entries(node).find(
    ([, one]) => one.filename === filename && one.exportedName === exportedName,
  );
  if (!found) throw new Error(`The build has no action ${exportedName} of ${filename}.`);
  return found[0];
}

/** A page as a browser asks for it; right when it is whole and shows what it must. */
export function page(
  path_: string,
  { cookie, shows, zipped = false }: { cookie?: string; shows: string[]; zipped?: boolean },
): Shot {
  return {
    method: 'GET',
    path: path_,
    headers: {
      accept: 'text/html',
      ...(cookie ? { cookie } : {}),
      ...(zipped ? { 'accept-encoding': 'gzip' } : {}),
    },
    check: (status, body) =>
      status === 200 && (zipped || (body.endsWith('</html>') && shows.every((text) => body.includes(text)))),
  };
}

type Action = { id: string; path: string; tree: string; origin: string; cookie?: string; address?: string };

function actionHeaders({ id, tree, origin, cookie, address }: Action, type: string): Record<string, string> {
  return {
    accept: 'text/x-component',
    'content-type': type,
    'next-action': id,
    'next-router-state-tree': tree,
    origin,
    'sec-fetch-site': 'same-origin',
    ...(cookie ? { cookie } : {}),
    ...(address ? { 'x-forwarded-for': address } : {}),
  };
}

type Submit = { lane: Lane; day: string; id: string; origin: string; done?(): void };

/** Saves a register as its page's JavaScript does; every one of the forty marks differs from the last time. */
export function submit({ lane, day, id, origin, done }: Submit): Shot {
  const { version } = lane;
  const cookie = lane.cookies[version % lane.cookies.length];
  const path_ = `/classes/${lane.classId}/attendance/${day}`;
  const marks = lane.roster.map((pupil, index) => {
    const status = (index + version) % 2 === 0 ? 'present' : index < 4 ? 'absent' : 'late';
    return { studentId: pupil.id, status };
  });
  const input = { classId: lane.classId, day, version, marks, operationId: randomUUID() };
  const tree = stateTree([
    ['(portal)', null],
    ['classes', null],
    ['classId', lane.classId],
    ['attendance', null],
    ['date', day],
  ]);
  return {
    method: 'POST',
    path: path_,
    headers: actionHeaders({ id, path: path_, tree, origin, cookie }, 'text/plain;charset=UTF-8'),
    body: JSON.stringify([input]),
    check: (status, body) => {
      const ok = status === 200 && body.includes(`{"ok":true,"data":{"version":${version + 1},`);
      if (ok) lane.version += 1;
      done?.();
      return ok;
    },
  };
}

type SignIn = { username: string; id: string; origin: string; address: string; done?(): void };

/** Signs in as the page's JavaScript does, from an address of its own as a proxy in front would report it. */
export function signIn({ username, id, origin, address, done }: SignIn): Shot {
  const boundary = `bench${randomUUID()}`;
  const fields = [
    ['_1_next', '/today'],
    ['_1_identifier', username],
    ['_1_password', PASSWORD],
    ['0', '[null,"$K1"]'],
  ];
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const tree = stateTree([
    ['(auth)', null],
    ['sign-in', null],
  ]);
  return {
    method: 'POST',
    path: '/sign-in',
    headers: actionHeaders(
      { id, path: '/sign-in', tree, origin, address },
      `multipart/form-data; boundary=${boundary}`,
    ),
    body: `${parts.join('')}--${boundary}--\r\n`,
    check: (status, _body, headers) => {
      done?.();
      return (
        status === 200 &&
        (headers['set-cookie'] ?? '').includes('session=') &&
        (headers['x-action-redirect'] ?? '').startsWith('/today')
      );
    },
  };
}

/** Where the browser says it is: Next renders again what lies below. */
function stateTree(segments: [name: string, value: string | null][]): string {
  const page_: unknown[] = ['__PAGE__', {}, null, null, 0];
  const tree = segments
    .toReversed()
    .reduce<unknown[]>(
      (below, [name, value]) => [
        value === null ? name : [name, value, 'd', null],
        { children: below },
        null,
        null,
        0,
      ],
      page_,
    );
  return encodeURIComponent(JSON.stringify(['', { children: tree }, null, null, 16]));
}
