import { z } from 'zod';
import { confirmPassword } from '../schema';
import { CHANGES } from './rules';

export const askSuperAdminInput = z.strictObject({ userId: z.uuid(), change: z.enum(CHANGES), confirmPassword });

export const confirmRequestInput = z.strictObject({ requestId: z.uuid(), confirmPassword });

export const requestInput = z.strictObject({ requestId: z.uuid() });

export type AskSuperAdminInput = z.output<typeof askSuperAdminInput>;
