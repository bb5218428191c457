import { z } from 'zod';

export const verifyInput = z.strictObject({});
