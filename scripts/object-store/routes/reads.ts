import { pipeline } from 'node:stream/promises';
import type { ObjectMeta } from '@/scripts/object-store/bucket';
import type { Call } from '@/scripts/object-store/call';
import { checkReadConditions, rangeApplies, readRange } from '@/scripts/object-store/conditions';
import { S3Error } from '@/scripts/object-store/errors';
import { responseOverrides } from '@/scripts/object-store/object-headers';

/** Answers GetObject and HeadObject, which differ only in the body. */
export async function readObject(call: Call): Promise<void> {
  const overrides = responseOverrides(call);
  const opened = await call.bucket.open(call.target.key);
  if (!opened) throw new S3Error('NoSuchKey', undefined, { Key: call.target.key });
  const { handle, meta, size } = opened;
  try {
    const headers = { ...describe(meta), ...overrides };
    if (checkReadConditions(meta, call.header) === 'not-modified') return call.send(304, versionOf(meta));
    const applies = rangeApplies(meta, call.header('if-range'));
    const range = applies ? readRange(call.header('range'), size) : null;
    const { start, end } = range ?? { start: 0, end: size - 1 };
    call.response.writeHead(range ? 206 : 200, {
      ...headers,
      'content-length': String(end - start + 1),
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    });
    if (call.isHead || end < start) call.response.end();
    else await pipeline(handle.createReadStream({ start, end, autoClose: false }), call.response);
  } finally {
    await handle.close();
  }
}

function describe(meta: ObjectMeta): Record<string, string> {
  return { ...meta.headers, ...versionOf(meta), 'accept-ranges': 'bytes' };
}

function versionOf(meta: ObjectMeta): Record<string, string> {
  return { etag: `"${meta.etag}"`, 'last-modified': new Date(meta.modified).toUTCString() };
}
