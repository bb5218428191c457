import { eq } from 'drizzle-orm';
import { schools, users } from '@/db/schema';
import { requirePerson } from '@/lib/platform/actor';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { Mail } from '@/lib/platform/mail/message';
import { mailIsSetUp, sendMail } from '@/lib/platform/mail/send';
import type { Context } from '@/lib/platform/perform';
import { testLetter } from './notify';

/** Writes a test mail to the one who asks; it is sent after commit. */
export async function writeTest(ctx: Context): Promise<Mail> {
  if (!mailIsSetUp()) throw new AppError('LOCKED', 'Mail is not set up: SMTP_HOST and MAIL_FROM are missing in the settings of this machine.');
  const actor = requirePerson(ctx.actor);
  const [[me], [school]] = await Promise.all([
    ctx.tx.select({ email: users.email }).from(users).where(eq(users.id, actor.id)),
    ctx.tx.select({ name: schools.name, address: schools.address }).from(schools),
  ]);
  if (!me?.email || !school) throw new AppError('LOCKED', 'Your own account has no e-mail address to send it to.');
  ctx.record({ name: 'mail.test-asked', subjectId: actor.id, tables: [], scopes: [], detail: {} });
  return testLetter({ to: { name: actor.name, address: me.email }, school, appUrl: env().APP_URL });
}

/** Sends it at once and not through the outbox: the one who asked waits to hear what the mail server says. */
export async function sendTest(mail: Mail): Promise<{ sentTo: string }> {
  try {
    await sendMail(mail);
    return { sentTo: mail.to.address };
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'no reason given';
    throw new AppError('UNAVAILABLE', `The mail server did not take it: ${reason}`);
  }
}
