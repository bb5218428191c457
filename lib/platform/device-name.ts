// Both sides of the web process name browsers alike: the actions give the name, the middleware, which has no Node, reads it.
const text = new TextEncoder();

const seal = async (name: string, secret: string): Promise<string> => {
  const key = await crypto.subtle.importKey('raw', text.encode(`device:${secret}`), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(name)));
  return Array.from(mac.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** A name for a browser in which somebody has signed in, sealed so that nobody else can make one. */
export async function nameDevice(name: string, secret: string): Promise<string> {
  return `${name}.${await seal(name, secret)}`;
}

/** Whether a browser's name was given here. */
export async function isNamedHere(cookie: string | undefined, secret: string): Promise<boolean> {
  const [, name, mac] = /^(.+)\.([^.]+)$/.exec(cookie ?? '') ?? [];
  return name !== undefined && mac === (await seal(name, secret));
}
