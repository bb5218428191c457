import { pictureTypes, type Slot } from '@/lib/files/schema';
import { buckets } from '@/lib/platform/storage/buckets';
import type { BrandingSlot } from '../schema';

const MEGABYTE = 1_048_576;

/** The pictures of the school itself (domain §11). */
export const brandingSlots: Record<BrandingSlot, Slot> = {
  logo: { name: 'branding-logo', bucket: buckets.profileImages.name, prefix: 'branding/logo', types: pictureTypes, most: 2 * MEGABYTE },
  signature: { name: 'branding-signature', bucket: buckets.profileImages.name, prefix: 'branding/signature', types: pictureTypes, most: 2 * MEGABYTE },
};
