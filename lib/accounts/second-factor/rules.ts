// The second factor (ASVS V6.5): a code of six digits from a phone, new every 30 seconds, good for one use.
import { Secret, TOTP } from 'otpauth';
import { belongsToOffice, type Role } from '@/lib/platform/actor';

const PERIOD = 30;

/** Seconds a started enrolment may be finished in. */
export const ENROLMENT_SECONDS = 15 * 60;
/** Seconds between the password and the code. */
export const PENDING_SECONDS = 5 * 60;
/** Wrong codes after which the password is asked for again. */
export const MOST_CODES = 5;

type Named = { school: string; username: string };

const totp = (secret: Buffer, { school, username }: Named = { school: '', username: '' }) =>
  new TOTP({ issuer: school, label: username, secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: PERIOD, digits: 6, algorithm: 'SHA1' });

/** The address that a phone's authenticator reads from the picture. */
export const enrolmentAddress = (secret: Buffer, named: Named): string => totp(secret, named).toString();

/** The secret to be typed where no picture can be taken, in groups of four. */
export const typedSecret = (secret: Buffer): string => (new Secret({ buffer: new Uint8Array(secret).buffer }).base32.match(/.{1,4}/g) ?? []).join(' ');

/** The digits of a code as typed, "123 456" too; null when it is none. */
export function digitsOf(typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/**
 * The 30-second step a code belongs to, or null when it is none of the present, the one before and the one after:
 * phones' clocks differ. A step that was used, or an older one, is not accepted again.
 */
export function matchingStep(secret: Buffer, code: string, { at, lastStep }: { at: Date; lastStep: number }): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: at.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(at.getTime() / 1000 / PERIOD) + delta;
  return step > lastStep ? step : null;
}

/** The code of an instant; what a phone would show. */
export const codeAt = (secret: Buffer, at: Date): string => totp(secret).generate({ timestamp: at.getTime() });

/** Whether people of these roles must have a second factor, in a school that asks for it (ASVS V6.3.3). */
export function isAskedOf(roles: Iterable<Role>, schoolAsks: boolean): boolean {
  return schoolAsks && belongsToOffice(roles);
}

/** Whether a started enrolment may still be finished. */
export const isFresh = (since: Date | null, now: Date): boolean => since !== null && now.getTime() - since.getTime() < ENROLMENT_SECONDS * 1000;
