// What a file is, is decided by its first bytes, never by its name or by what the browser says.

export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

/** How many bytes `imageType` needs to see. */
export const ENOUGH_BYTES = 16;

/** The type a picture really has; null for anything else, SVG and HTML among them. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const at = (place: number, ...expected: number[]) => expected.every((byte, index) => bytes[place + index] === byte);
  if (at(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (at(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  return at(0, 0x52, 0x49, 0x46, 0x46) && at(8, 0x57, 0x45, 0x42, 0x50) ? 'image/webp' : null;
}

/** "2 MB". */
export function saySize(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.ceil(bytes / 1_024)} KB`;
}
