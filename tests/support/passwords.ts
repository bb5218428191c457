import { sql } from 'drizzle-orm';
import { hashPassword } from '@/lib/platform/hashing';
import { asSystem } from '@/lib/platform/system';

/** Gives every account of the open database this password, as if each had chosen it. */
export async function everybodyChose(password: string): Promise<void> {
  const hash = await hashPassword(password, 4);
  await asSystem('test', ({ tx }) => tx.execute(sql`update users set password_hash = ${hash}`));
}
