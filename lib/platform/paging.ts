import { z } from 'zod';

/** How many rows a page of a list shows. */
export const PAGE_SIZE = 50;

/** The page that the URL asks for; what is no number means the first. */
export const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1).default(1);

/** The URL of a list that is paged and nothing else. */
export const pageSearch = z.object({ page: pageNumber });

/** The rows before a page. */
export const rowsBefore = (page: number): number => (page - 1) * PAGE_SIZE;
