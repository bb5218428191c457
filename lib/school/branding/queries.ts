import { database, type Tx } from '@/db/client';
import { schools } from '@/db/schema';
import { imageType } from '@/lib/files/rules';
import { readObject } from '@/lib/platform/storage';
import { findSchool } from '../queries';
import { brandingSlots } from './uploads';

/** How the school looks and is called: what pages, papers and mail draw from. Null before it is set up. */
export async function branding(tx?: Tx) {
  const school = await findSchool(tx);
  if (!school) return null;
  const { name, shortName, motto, address, accent, logoKey, signatureKey } = school;
  return { name, shortName, motto, address, accent, logo: logoKey && logoAddress(logoKey), hasSignature: signatureKey !== null };
}

/** Where a page finds the logo; another logo has another address, so that it may be kept for ever. */
export function logoAddress(logoKey: string): string {
  return `/api/logo?v=${logoKey.split('/').at(-1) ?? ''}`;
}

export type Picture = { bytes: Uint8Array<ArrayBuffer>; contentType: string };

/** The keys of the moment: the few seconds that the settings are kept would show a picture that was just replaced. */
async function keysNow() {
  const [row] = await database().select({ logo: schools.logoKey, signature: schools.signatureKey }).from(schools).limit(1);
  return row ?? { logo: null, signature: null };
}

/** The logo, for papers, or for an address that names it; "none" when the school has none, null when the address names another. */
export async function readLogo(address?: string): Promise<Picture | 'none' | null> {
  const { logo } = await keysNow();
  if (!logo) return 'none';
  return address === undefined || address === logoAddress(logo) ? picture(brandingSlots.logo.bucket, logo) : null;
}

/** The principal's signature: for papers the server writes, and for the office's own look at it. */
export async function readSignature(): Promise<Picture | null> {
  const { signature } = await keysNow();
  return signature ? picture(brandingSlots.signature.bucket, signature) : null;
}

async function picture(bucket: string, key: string): Promise<Picture | null> {
  const found = await readObject({ bucket, key });
  const bytes = new Uint8Array(found ?? []);
  const contentType = imageType(bytes);
  return contentType && { bytes, contentType };
}
