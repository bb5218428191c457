import { isIP, isIPv6 } from 'node:net';

/** What one caller is counted by: an IPv4 address, or the /64 of an IPv6 one, which one subscriber has as a whole. */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^(?:::ffff:)(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/**
 * Where a request came from. Each of our own proxies adds one entry at the end of X-Forwarded-For; the entry that the
 * outermost of them (`hops` from the end) added is the caller's, and anything before it the caller may have made up.
 */
export function callerAddress(socketAddress: string | undefined, forwardedFor: string | undefined, hops: number): string {
  const direct = socketAddress ?? 'unknown';
  if (hops === 0) return direct;
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const entry = entries.at(-hops) ?? '';
  return isIP(entry) === 0 ? direct : entry;
}
