import { dictionary } from '@zxcvbn-ts/language-common';
import type { Role } from '@/lib/platform/actor';
import { normalPhone } from '@/lib/platform/phone';

const isStaff = (roles: Iterable<Role>) => [...roles].some((role) => role !== 'student' && role !== 'parent');

/** How long a sign-in lasts, in seconds: unused, and at the most (ASVS V7.3; staff hold more, so theirs is shorter). */
export function sessionLifetime(roles: Iterable<Role>, staffIdleMinutes = 30): { idle: number; absolute: number } {
  return isStaff(roles) ? { idle: staffIdleMinutes * 60, absolute: 12 * 3600 } : { idle: 2 * 3600, absolute: 7 * 86_400 };
}

/** The fewest characters of a chosen password (ASVS V6.2.1). */
export function shortestPassword(roles: Iterable<Role>): number {
  return isStaff(roles) ? 12 : 10;
}

const common = new Set(dictionary['passwords-common'].map(String));

/** Why a password cannot be chosen, or null. Length and rarity count; required symbols do not (ASVS V6.2). */
export function passwordProblem(password: string, who: { roles: Iterable<Role>; words: string[] }): string | null {
  const shortest = shortestPassword(who.roles);
  if ([...password].length < shortest) return `Use at least ${shortest} characters. Three words in a row work well.`;
  if (Buffer.byteLength(password) > 72) return 'Use a shorter password: 72 bytes at the most.';
  const plain = password.toLowerCase();
  if (common.has(plain) || new Set(plain).size < 4) return 'Too many people use that password. Choose another.';
  const word = who.words.find((one) => one.length > 3 && plain.replaceAll(one.toLowerCase(), '').length < 5);
  if (word) return 'That is too close to your own name or the school’s. Choose another.';
  return null;
}

/** How a typed identifier is looked up: e-mail by its @, phone by its digits, else a username. */
export function identifierKind(identifier: string): { by: 'email' | 'phone' | 'username'; value: string } {
  const typed = identifier.normalize('NFKC').trim();
  if (typed.includes('@')) return { by: 'email', value: typed.toLowerCase() };
  const phone = normalPhone(typed);
  if (phone) return { by: 'phone', value: phone };
  return { by: 'username', value: typed.toUpperCase() };
}

/** Seconds to wait after this many wrong passwords from one place: nothing for three, then doubling to 15 minutes. */
export function delayAfter(failures: number): number {
  return failures < 4 ? 0 : Math.min(900, 2 ** (failures - 4));
}

const signedOutPages = /^\/(sign-in|choose-password|second-factor|forgotten-password|reset-password|accept-invitation)(\/|$)/;

/**
 * A path on this site to go to after sign-in; anything else becomes the home page. It decides on the address that a
 * browser would make of it: "/.//evil.example" begins with one slash and leads to another site.
 */
export function safeNext(next: string | undefined): string {
  const here = 'http://here.invalid';
  if (!next?.startsWith('/') || /[\\\u0000-\u001f]|%00/.test(next) || !URL.canParse(next, here)) return '/today';
  const { origin, pathname, search } = new URL(next, here);
  const isElsewhere = origin !== here || pathname.startsWith('//');
  return isElsewhere || signedOutPages.test(pathname) ? '/today' : `${pathname}${search}`;
}

/** A browser's own description in words people use: "Chrome on Android". */
export function sayDevice(userAgent: string): string {
  const find = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find([[/OPR|Opera/, 'Opera'], [/SamsungBrowser/, 'Samsung Internet'], [/Edg/, 'Edge'], [/Firefox/, 'Firefox'], [/Chrom/, 'Chrome'], [/Safari/, 'Safari']]);
  const system = find([[/Android/, 'Android'], [/iPhone|iPad/, 'iPhone or iPad'], [/Windows/, 'Windows'], [/Mac OS/, 'Mac'], [/Linux/, 'Linux']]);
  return browser || system ? [browser ?? 'A browser', system && `on ${system}`].filter(Boolean).join(' ') : 'An unknown device';
}
