import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { parseTopic } from '@/lib/live/schema';
import type { Definition } from '@/lib/platform/perform';

// The proof calls every declaration with plain objects; what differs between them is erased here, once.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyDefinition = Definition<z.ZodType, any, unknown, any>;

export type Built = {
  actions: Map<string, AnyDefinition>;
  pages: Map<string, string>;
  routes: Map<string, string>;
  rooms: string[];
};

const absolute = (file: string) => path.join(process.cwd(), file);

/** Everything one can ask the product for, found in the files themselves. */
export async function findBuilt(): Promise<Built> {
  return { actions: await findActions(), pages: findPages(), routes: await findRoutes(), rooms: findRooms() };
}

/** The names under which docs/authorization.csv must mention all of it. */
export function identifiersOf({ actions, pages, routes, rooms }: Built): string[] {
  return [
    ...[...actions.keys()].map((name) => `action:${name}`),
    ...[...pages.keys()].map((name) => `page:${name}`),
    ...[...routes.keys()].map((name) => `route:${name}`),
    ...rooms.map((name) => `room:${name}`),
  ];
}

export const actionFiles = () => globSync('lib/**/actions.ts').sort();

async function findActions(): Promise<Map<string, AnyDefinition>> {
  const found = new Map<string, AnyDefinition>();
  for (const file of actionFiles()) {
    const exports = (await import(/* @vite-ignore */ absolute(file))) as Record<
      string,
      { definition?: AnyDefinition }
    >;
    for (const one of Object.values(exports))
      if (one.definition) found.set(one.definition.name, one.definition);
  }
  return found;
}

const address = (file: string) => {
  const parts = path.dirname(file).split(path.sep).slice(1);
  return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`;
};

function findPages(): Map<string, string> {
  return new Map(globSync('app/**/page.tsx').map((file) => [address(file), absolute(file)]));
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

async function findRoutes(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const file of globSync('app/**/route.ts')) {
    const exports = (await import(/* @vite-ignore */ absolute(file))) as Record<string, unknown>;
    for (const method of Object.keys(exports))
      if (methods.has(method)) found.set(`${method} ${address(file)}`, absolute(file));
  }
  return found;
}

/** Every kind of room that the sidecar can parse, from the words in its pattern. */
function findRooms(): string[] {
  const words = [...new Set(readFileSync('lib/live/schema.ts', 'utf8').match(/[a-z_]{3,}/g) ?? [])];
  const id = crypto.randomUUID();
  const kinds = words.flatMap((table) =>
    words.flatMap((scope) => {
      const isRoom = parseTopic(`${table}:${scope}`) ?? parseTopic(`${table}:${scope}:${id}`);
      return isRoom ? [`${table}:${scope}`] : [];
    }),
  );
  if (kinds.length === 0)
    throw new Error(
      'tests/permissions/built.ts finds no rooms in lib/live/schema.ts any more: teach it the new pattern',
    );
  return kinds;
}
