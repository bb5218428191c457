import { createHmac } from 'node:crypto';
import { words } from './words';

/** The password of a demo account in this installation: "calm-river-stone-4821". Its secret makes it its own. */
export function demoPassword(secret: string, username: string): string {
  const digest = createHmac('sha256', secret).update(`demo:${username}`).digest();
  const chosen = [0, 2, 4].map((offset) => words[digest.readUInt16BE(offset) % words.length]);
  return `${chosen.join('-')}-${1_000 + (digest.readUInt32BE(6) % 9_000)}`;
}
