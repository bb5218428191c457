import { z } from 'zod';
import type { ImageType } from './rules';

/** Where a kind of file goes, and what it may be. */
export type Slot = { name: string; bucket: string; prefix: string; types: readonly ImageType[]; most: number };

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** What the browser says of a file before it may send it. */
export const announcedFile = {
  contentType: z.enum(pictureTypes, { error: 'Choose a PNG, JPEG or WebP picture.' }),
  size: z.number({ error: 'The size of the file is missing.' }).int().min(1, { error: 'That file is empty.' }).max(100_000_000, { error: 'That file is too large.' }),
};
