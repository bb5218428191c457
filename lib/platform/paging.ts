import { z } from 'zod';

/** How many rows a page of a list shows. */
export const PAGE_SIZE = 50;

/** The page that the URL of a list asks for; what is no number means the first. */
export const pageSearch = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) });

/** The rows before a page. */
export const rowsBefore = (page: number): number => (page - 1) * PAGE_SIZE;
