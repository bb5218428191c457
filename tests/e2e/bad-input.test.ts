import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Cast } from '@/db/seed/school';
import type { Definition } from '@/lib/platform/perform';
import { hashPassword } from '@/lib/platform/hashing';
import { findBuilt } from '@/tests/permissions/built';
import { builtAs, readTable } from '@/tests/permissions/table';
import { asText, badValues, librarySentence } from '@/tests/support/bad-values';
import { actionId, get } from '@/tests/support/http';
import { allowed, timed } from '@/tests/support/pace';
import { everybodyChose } from '@/tests/support/passwords';
import { closeDatabase, freshSchool, running, tokenOf } from '@/tests/support/school';

const AT_ONCE = 6;
const MOST_BYTES = 1_000_000;
const MOST_MS = 3_000;
const SESSIONS = 12;

let cast: Cast;
let tokens: string[] = [];
beforeAll(async () => {
  cast = await freshSchool(20);
  await everybodyChose('calm river stone 11');
  tokens = await everyone();
});
afterAll(() => closeDatabase());

/** Several sign-ins of everybody, so that no limit answers in place of the check. */
async function everyone(): Promise<string[]> {
  const people = [cast.superAdmin, cast.admin, cast.grace, cast.tundesMother];
  return (await Promise.all(Array.from({ length: SESSIONS }, () => Promise.all(people.map(tokenOf))))).flat();
}

type Sending = { what: string; url: string; init: RequestInit };

const kinds = Object.entries(badValues);
const built = readTable().flatMap(builtAs);
const named = (kind: string) => [...new Set(built.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1)))];
let turn = 0;
const next = <T>(list: readonly T[]): T => list[(turn += 1) % list.length] as T;

/** A request as one of them sends it, from an address of its own. */
function request(what: string, url: string, init: RequestInit & { headers?: Record<string, string> } = {}): Sending {
  const headers = { cookie: `session=${next(tokens)}`, origin: new URL(running().appUrl).origin, 'x-forwarded-for': `10.${turn % 200}.${(turn >> 8) % 200}.7`, ...init.headers };
  return { what, url: `${running().appUrl}${url}`, init: { redirect: 'manual', ...init, headers } };
}

type Named = { exported: string; definition: Definition<z.ZodType, unknown, unknown> };

async function actions(): Promise<Map<string, Named>> {
  const found = new Map<string, Named>();
  for (const file of globSync('lib/**/actions.ts')) {
    const exports = (await import(/* @vite-ignore */ path.resolve(file))) as Record<string, { definition?: Named['definition'] }>;
    for (const [exported, { definition }] of Object.entries(exports)) if (definition) found.set(definition.name, { exported, definition });
  }
  return found;
}

type Shape = { type?: string; properties?: Record<string, Shape>; items?: Shape; enum?: unknown[]; const?: unknown; anyOf?: Shape[]; oneOf?: Shape[]; format?: string };

/** What a good form could send, so that one bad field at a time meets the checks behind the first. */
function plausible(shape: Shape): unknown {
  const [first] = shape.anyOf ?? shape.oneOf ?? [];
  if (first) return plausible(first);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.properties) return Object.fromEntries(Object.entries(shape.properties).map(([name, one]) => [name, plausible(one)]));
  if (shape.type === 'array') return [plausible(shape.items ?? {})];
  if (shape.type === 'number' || shape.type === 'integer') return 1;
  if (shape.type === 'boolean') return true;
  return shape.format === 'uuid' ? next([cast.class2A.id, cast.tunde.id, cast.grace.id]) : 'x';
}

/** Each kind in one field of a form that is good otherwise, or in all of its fields; as JSON, or as a form where it is text. */
function* ofActions(all: Map<string, Named>): Generator<Sending> {
  for (const name of named('action')) {
    const found = all.get(name);
    if (!found) throw new Error(`${name} of the table is no action`);
    const good = plausible(z.toJSONSchema(found.definition.input, { io: 'input', unrepresentable: 'any' }) as Shape);
    const input = good !== null && typeof good === 'object' ? good : {};
    const fields = Object.keys(input);
    for (const [index, [kind, value]] of kinds.entries()) {
      const field = fields[index % Math.max(1, fields.length)] ?? 'unknown';
      const bad = index % 3 === 0 ? Object.fromEntries(fields.map((one) => [one, value])) : { ...input, [field]: value };
      yield request(`${name} with ${kind} in ${index % 3 === 0 ? 'every field' : field}`, '/notifications', asAction(found.exported, bad, index));
    }
    for (const body of ['', '[', '5', '["$K1"]', '["$1:constructor:constructor"]', '['.repeat(50_000)]) {
      yield request(`${name} with the body ${body.slice(0, 20)}`, '/notifications', { method: 'POST', headers: headersOf(found.exported), body });
    }
  }
}

const headersOf = (exported: string) => ({ 'next-action': actionId(exported), accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' });

function asAction(exported: string, input: Record<string, unknown>, index: number): RequestInit & { headers: Record<string, string> } {
  const texts = Object.entries(input).map(([name, value]) => [name, asText(value)] as const);
  if (index % 2 === 0 || texts.some(([, text]) => text === null)) return { method: 'POST', headers: headersOf(exported), body: JSON.stringify([input]) };
  const form = new FormData();
  for (const [name, text] of texts) form.append(`1_${name}`, text ?? '');
  form.append('0', '["$undefined","$K1"]');
  const { 'content-type': _, ...headers } = headersOf(exported);
  return { method: 'POST', headers, body: form };
}

/** The names that pages and routes read from an address. */
async function queryNames(): Promise<string[]> {
  const names = new Set<string>();
  for (const file of globSync('app/**/{page.tsx,route.ts}')) {
    const source = readFileSync(file, 'utf8');
    for (const [, inside = ''] of source.matchAll(/\{ ([^{}=]+) \} = (?:query|\w+Search)\.parse\(/g)) for (const one of inside.split(',')) names.add(one.split(':')[0]?.trim() ?? '');
    for (const [, name = ''] of source.matchAll(/searchParams\.get(?:All)?\('(\w+)'\)/g)) names.add(name);
    for (const [, inside = ''] of source.matchAll(/const query = z\.object\(\{([\s\S]*?)\}\)/g)) for (const [, name = ''] of inside.matchAll(/(\w+): /g)) names.add(name);
  }
  for (const file of globSync('lib/**/schema.ts')) {
    const exports = (await import(/* @vite-ignore */ path.resolve(file))) as Record<string, unknown>;
    for (const [name, schema] of Object.entries(exports)) if (name.endsWith('Search') && schema instanceof z.ZodObject) for (const key of Object.keys(schema.shape)) names.add(key);
  }
  return [...names].filter(Boolean);
}

const encoded = (value: string) => encodeURIComponent(value.toWellFormed());
const filled = (address: string, text: string) => address.replaceAll(/\[\w+\]/g, () => encoded(text).slice(0, 8_000) || '%20');
const good = (address: string) =>
  address.replaceAll(/\[(\w+)\]/g, (_, name: string) => ({ classId: cast.class2A.id, studentId: cast.tunde.id, date: cast.today, userId: cast.grace.id })[name] ?? cast.class2A.id);
// What no encoder makes.
const raw = ['%', '%ff', '%c3%28', '%00', '%2e%2e%2f', '%E0%80%80', '%ED%A0%80', '%2525'];

/** Each kind as every parameter of every address, and as every name of its query where it reads one. */
function* ofAddresses(names: string[], { pages, routes }: { pages: Map<string, string>; routes: Map<string, string> }): Generator<Sending> {
  const files = new Map([...pages, ...[...routes].map(([route, file]) => [route.replace(/^GET /, ''), file] as const)]);
  const addresses = [...named('page'), ...named('route').flatMap((one) => (one.startsWith('GET ') ? [one.slice(4)] : []))];
  for (const address of addresses) {
    const readsQuery = readFileSync(files.get(address) ?? '', 'utf8').includes('searchParams');
    for (const [kind, value] of kinds) {
      const text = asText(value);
      if (text === null) continue;
      if (address.includes('[')) yield request(`${address} for ${kind}`, filled(address, text));
      if (readsQuery) yield request(`${address}?… with ${kind}`, `${good(address)}?${names.map((name) => `${name}=${encoded(text.slice(0, 200))}`).join('&')}`);
    }
    for (const one of raw) yield request(`${address} with ${one}`, address.includes('[') ? address.replaceAll(/\[\w+\]/g, one) : `${address}?${next(names)}=${one}&page=${one}`);
  }
}

/** Routes that take a form: each kind in fields of common names, and bodies of the wrong type. */
function* ofRoutes(names: string[]): Generator<Sending> {
  for (const one of named('route').filter((route) => !route.startsWith('GET '))) {
    const [method = 'POST', address = ''] = one.split(' ');
    for (const [kind, value] of kinds) {
      const text = asText(value);
      const fields = new URLSearchParams([...names, 'kind', 'format', 'confirmPassword', 'userIds'].map((name) => [name, (text ?? '[]').slice(0, 2_000)]));
      yield request(`${one} with ${kind}`, filled(address, text ?? 'x'), { method, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fields.toString() });
      yield request(`${one} with ${kind} as JSON`, good(address), { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ value }) });
    }
  }
}

type Look = { sent: number; wrong: string[]; times: number[]; slow: { sending: Sending; ms: number }[]; statuses: Map<number, number> };

const emptyLook = (): Look => ({ sent: 0, wrong: [], times: [], slow: [], statuses: new Map() });

async function sendAll(all: Iterable<Sending>): Promise<Look> {
  const look = emptyLook();
  const waiting = all[Symbol.iterator]();
  const clerk = async () => {
    for (let one = waiting.next(); !one.done; one = waiting.next()) await send(one.value, look);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, clerk));
  return look;
}

async function send(sending: Sending, look: Look): Promise<void> {
  const { what, url, init } = sending;
  const started = performance.now();
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) }).catch((error: Error) => error);
  look.sent += 1;
  if (answer instanceof Error) {
    // A refusal that closes the connection while the body is still on its way is one, too.
    look.wrong.push(`${what}: no answer (${String(answer.cause ?? answer)})`);
    return;
  }
  const text = await answer.text();
  const ms = performance.now() - started;
  look.times.push(ms);
  look.statuses.set(answer.status, (look.statuses.get(answer.status) ?? 0) + 1);
  if (ms > MOST_MS) look.slow.push({ sending, ms });
  if (answer.status >= 500) look.wrong.push(`${what}: ${answer.status} ${text.slice(0, 200)}`);
  else if (text.length > MOST_BYTES) look.wrong.push(`${what}: ${text.length} bytes`);
  const words = librarySentence.exec(text);
  if (words) look.wrong.push(`${what}: says “${text.slice(Math.max(0, words.index - 80), words.index + 120)}”`);
  if (text.includes('"code":"UNAUTHENTICATED"')) await renew(init);
}

/** One of them signed itself out by what it sent. */
async function renew({ headers }: RequestInit): Promise<void> {
  const gone = /session=(.+)/.exec((headers as Record<string, string>).cookie ?? '')?.[1];
  const at = tokens.findIndex((token) => token === gone);
  if (at >= 0) tokens[at] = await tokenOf([cast.superAdmin, cast.admin, cast.grace, cast.tundesMother][at % 4] ?? cast.admin);
}

function report(label: string, { sent, times, slow, statuses }: Look): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  console.log(`${label}: ${sent} requests, median ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${Math.round(sorted.at(-1) ?? 0)} ms; ${[...statuses].map(([status, count]) => `${status} × ${count}`).join(', ')}`);
  for (const { ms, sending } of slow.slice(0, 20)) console.log(`  ${Math.round(ms)} ms: ${sending.what}`);
}

/** What took too long takes as long when it is sent once more with nothing beside it: it did not only wait for others, or for the machine. */
async function slowByItself({ slow }: Look): Promise<string[]> {
  const found: string[] = [];
  for (const { sending } of slow) {
    const again = emptyLook();
    const pace = await timed(() => Promise.all([get('/sign-in', null), hashPassword('as costly as any answer', 12)]));
    await send(sending, again);
    const [ms = 0] = again.times;
    if (ms > allowed(MOST_MS, pace)) found.push(`${sending.what}: ${Math.round(ms)} ms`);
  }
  return found;
}

let sent = 0;
let seconds = 0;

/** Sends them all and looks at the answers together. */
async function look(label: string, all: Iterable<Sending>): Promise<void> {
  const started = performance.now();
  const found = await sendAll(all);
  sent += found.sent;
  seconds += (performance.now() - started) / 1000;
  report(label, found);
  expect(found.wrong.slice(0, 60)).toEqual([]);
  expect(await slowByItself(found)).toEqual([]);
}

const LONG = 900_000;

it('no bad value makes an action fail, speak a library’s words, or answer without bound', async () => {
  expect(kinds.length).toBeGreaterThanOrEqual(60);
  await look('bad forms', ofActions(await actions()));
}, LONG);

it('nor a page or a route that is asked by its address', async () => {
  const names = await queryNames();
  expect(names).toEqual(expect.arrayContaining(['q', 'page', 'who', 'about', 'since', 'topic', 'next', 'from', 'level', 'class']));
  await look('bad addresses', ofAddresses(names, await findBuilt()));
}, LONG);

it('nor a route that takes a form; ten thousand requests and more were sent', async () => {
  await look('bad forms to routes', ofRoutes(await queryNames()));
  console.log(`bad input in all: ${sent} requests in ${Math.round(seconds)} s`);
  expect(sent).toBeGreaterThanOrEqual(10_000);
}, LONG);
