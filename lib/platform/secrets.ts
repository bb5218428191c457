import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from './env';

/** 256 random bits for a cookie or ticket. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a random token. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

// Without 0/O, 1/I/L and U: a slip is read aloud and typed on a phone.
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A first password of 68 bits, "7KQ2-M9XD-4TRA-PZ". */
export function oneTimePassword(): string {
  const bytes = randomBytes(64).filter((byte) => byte < letters.length * Math.floor(256 / letters.length));
  const characters = [...bytes.subarray(0, 14)].map((byte) => letters[byte % letters.length]).join('');
  return characters.match(/.{1,4}/g)?.join('-') ?? characters;
}

/** One-time passwords are random enough for a keyed hash; bcrypt is for passwords people choose. */
export function oneTimeHash(password: string): Buffer {
  const plain = password.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHmac('sha256', env().AUTH_SECRET).update('one-time:').update(plain).digest();
}

const sealKey = () => Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, 'treasure-home', 'seal', 32));

/** Encrypts what must be read again (AES-256-GCM); `about` says whose it is, so that it opens for nobody else. */
export function seal(plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealKey(), nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` closed; throws when it was changed, is another's, or AUTH_SECRET is a new one. */
export function unseal(sealed: Buffer, about: string): Buffer {
  const bytes = Buffer.from(sealed);
  const cipher = createDecipheriv('aes-256-gcm', sealKey(), bytes.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]);
}

/** What is kept to compare an input with later: keyed, because an input may hold a password that a plain hash would give away. */
export function keyedHash(...parts: string[]): Buffer {
  const hash = createHmac('sha256', env().AUTH_SECRET).update('input:');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A token that is kept nowhere: the id of a row with a MAC, so that whoever holds only the database cannot make one. */
export function signedId(purpose: string, id: string): string {
  return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), idMac(purpose, id)]).toString('base64url');
}

/** The id in such a token, or null when it was not made here for this purpose. */
export function readSignedId(purpose: string, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  // One token has one spelling: Buffer would also read others.
  if (bytes.length !== 48 || bytes.toString('base64url') !== token) return null;
  const hex = bytes.subarray(0, 16).toString('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return sameBytes(bytes.subarray(16), idMac(purpose, id)) ? id : null;
}

function idMac(purpose: string, id: string): Buffer {
  return createHmac('sha256', env().AUTH_SECRET).update(`link:${purpose}:${id}`).digest();
}

export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
