import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as actions from '@/lib/people/imports/office/actions';
import { getImport, type Import } from '@/lib/people/imports/office/queries';
import type { ImportKind } from '@/lib/people/imports/kinds/rules';
import { workOnImport } from '@/lib/people/imports/work/commands';
import type { ActionResult } from '@/lib/platform/errors';
import { perform, type Caller } from '@/lib/platform/perform';
import { ensureBuckets } from '@/lib/platform/storage';
import { startEmbedded } from '@/scripts/s3-check/embedded';
import { actorOf } from './people';

/** An object store of this test file's own; the settings of the process point to it. */
export async function testStore() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'test-store-'));
  const env = { S3_ACCESS_KEY: 'tests-of-uploads', S3_SECRET_KEY: 'secret-of-the-tests-of-uploads' };
  const start = (port?: number) => startEmbedded({ dataDir, accessKey: env.S3_ACCESS_KEY, secretKey: env.S3_SECRET_KEY, port });
  let store = await start();
  const all = { ...env, S3_ENDPOINT: store.url };
  Object.assign(process.env, all);
  await ensureBuckets();
  return {
    env: all,
    goAway: () => store.stop(),
    comeBack: async () => {
      store = await start(Number(new URL(all.S3_ENDPOINT).port));
    },
    stop: async () => {
      await store.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Office = { id: string; caller: Caller };

/** Data of an answer; throws its sentence when it was no. */
async function must<T>(answer: Promise<ActionResult<T>>): Promise<T> {
  const given = await answer;
  if (!given.ok) throw new Error([given.message, ...Object.values(given.fields ?? {})].join(' '));
  return given.data;
}

/** Sends a file as the browser does, and lets the worker read its header. */
export async function upload(office: Office, file: { kind: ImportKind; name: string; bytes: Uint8Array | string }): Promise<Import> {
  const bytes = typeof file.bytes === 'string' ? Buffer.from(file.bytes) : file.bytes;
  const { importId, upload: to } = await must(
    perform(actions.beginImport.definition, office.caller, { kind: file.kind, fileName: file.name, size: bytes.byteLength, operationId: randomUUID() }),
  );
  const sent = await fetch(to.url, { method: 'PUT', headers: to.headers, body: new Uint8Array(bytes) });
  if (!sent.ok) throw new Error(`the store answered ${sent.status}`);
  await must(perform(actions.confirmUpload.definition, office.caller, { importId }));
  await workOnImport();
  return look(office, importId);
}

/** Accepts the suggested mapping, or the given one, and lets the worker check the file. */
export async function check(office: Office, { id, mapping }: Import, chosen = mapping): Promise<Import> {
  const columns = Object.fromEntries(chosen.map((name, index) => [`column-${index}`, name ?? '']));
  await must(perform(actions.checkImport.definition, office.caller, { importId: id, ...columns }));
  await workOnImport();
  return look(office, id);
}

/** The office's yes; the worker has not begun yet. */
export const confirm = (office: Office, importId: string, leaveOut = false) =>
  perform(actions.commitImport.definition, office.caller, { importId, ...(leaveOut ? { leaveOut: 'on' } : {}), confirmPassword: OFFICE_PASSWORD });

export const OFFICE_PASSWORD = 'grey-Heron-stands-still';

export const undo = (office: Office, importId: string) => perform(actions.undoImport.definition, office.caller, { importId });

export const look = async (office: Office, importId: string) => getImport(await actorOf(office), importId);
