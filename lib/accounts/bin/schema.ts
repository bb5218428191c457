import { z } from 'zod';

export const BIN_PAGE = 50;

export const binSearch = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) });
