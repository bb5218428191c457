import type { IncomingHttpHeaders } from 'node:http';

/** No form of ours is near it; whatever is larger goes to the object store. */
export const MAX_BODY = 256 * 1024;

export type Refusal = { status: 400 | 403 | 413; title: string; sentence: string; /** The sentence above a form that is still there. */ inPlace: string };

type Asked = { method?: string; url?: string; headers: IncomingHttpHeaders };

const badAddress: Refusal = {
  status: 400, title: 'This address is broken',
  sentence: 'It has characters that no page of ours has. Check it, or begin at the first page.',
  inPlace: 'The address of this page is broken. Begin at the first page.',
};
const tooLarge: Refusal = {
  status: 413, title: 'That was too much at once',
  sentence: 'A form may hold 256 KB. Go back, where what you typed still is, make it shorter and send it again.',
  inPlace: 'A form may hold 256 KB and this was more, so nothing of it was read or saved. Fill it in again with less.',
};

const foreign: Refusal = {
  status: 403, title: 'This was not sent from the school’s own pages',
  sentence: 'Open the school’s page yourself and try again there.',
  inPlace: 'This was not sent from the school’s own pages. Open the school’s page yourself and try again there.',
};
/** What the framework could make nothing of. */
export const unreadable: Refusal = {
  status: 400, title: 'This could not be read',
  sentence: 'What arrived is broken or was sent by an older page. Go back, load the page again and send it once more.',
  inPlace: 'What arrived is broken or was sent by an older page. Please load the page again and fill it in once more.',
};

/** What is refused before a byte of the body is read and before anything is asked, or null. */
export function inspectRequest({ method = 'GET', url = '/', headers }: Asked, origin: string): Refusal | null {
  if (!isReadable(url)) return badAddress;
  const isRead = method === 'GET' || method === 'HEAD';
  // A missing one is refused later, by who needs it: some old browsers leave it out of a form.
  if (!isRead && headers.origin !== undefined && headers.origin !== origin) return foreign;
  // A declared length binds what follows it; a body without one is counted as it comes.
  return Number(headers['content-length'] ?? 0) > MAX_BODY ? tooLarge : null;
}

/** Percent signs that stand for text, and no NUL, which the database cannot hold. */
function isReadable(url: string): boolean {
  // `OPTIONS *` and addresses of other hosts name nothing here.
  if (!url.startsWith('/')) return false;
  const [path = ''] = url.split('?');
  try {
    decodeURIComponent(path);
  } catch {
    return false;
  }
  return !/%00|\0/.test(url);
}
