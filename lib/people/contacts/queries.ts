import { and, eq, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { users } from '@/db/schema';
import type { FieldErrors } from '@/lib/platform/errors';

type Contacts = { phone: string; email: string };

/** A phone number or e-mail address belongs to one account: sentences for those that are somebody else's. */
export async function takenContacts(tx: Tx, { phone, email }: Contacts, exceptUserId?: string): Promise<FieldErrors> {
  const wanted = [phone && eq(users.phone, phone), email && sql`lower(${users.email}) = ${email}`]
    .filter((one): one is SQL => typeof one === 'object');
  if (wanted.length === 0) return {};
  const taken = await tx
    .select({ name: users.displayName, phone: users.phone, email: users.email })
    .from(users)
    .where(and(or(...wanted), exceptUserId ? ne(users.id, exceptUserId) : sql`true`));
  const fields: FieldErrors = {};
  for (const other of taken) {
    if (phone && other.phone === phone) fields.phone = `That number is already ${other.name}’s. Give another, or none.`;
    if (email && other.email?.toLowerCase() === email) fields.email = `That address is already ${other.name}’s. Give another, or none.`;
  }
  return fields;
}
