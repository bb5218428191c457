import { z } from 'zod';

export const markAllReadInput = z.strictObject({});
