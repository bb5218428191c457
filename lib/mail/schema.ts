import { z } from 'zod';

export const sendTestInput = z.strictObject({});
