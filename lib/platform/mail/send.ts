import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { clock } from '../clock';
import { env } from '../env';
import { oneLine, type Mail } from './message';

/** How mail leaves: through a server, or into files of this machine while one develops; null when it does not. */
export type MailWay = { kind: 'server' | 'files'; from: string; through: string } | null;

export function mailWay(): MailWay {
  const { SMTP_HOST, SMTP_PORT, MAIL_FROM, NODE_ENV, THS_DATA_DIR } = env();
  if (SMTP_HOST) return { kind: 'server', from: MAIL_FROM ?? '', through: `${SMTP_HOST}:${SMTP_PORT}` };
  if (NODE_ENV === 'production') return null;
  return { kind: 'files', from: MAIL_FROM ?? 'school@localhost.localdomain', through: path.resolve(THS_DATA_DIR, 'mail') };
}

/** Whether letters can leave at all; without it, acts that need one say so. */
export const mailIsSetUp = (): boolean => mailWay() !== null;

// An outbox row is held for two minutes, so a server that hangs must be given up well before.
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 };
const closed = { disableFileAccess: true, disableUrlAccess: true };

/** Hands one letter to the mail server, or throws; never called while a transaction is open. */
export async function sendMail(mail: Mail): Promise<void> {
  const way = mailWay();
  if (!way) throw new Error('mail is not set up');
  const message = {
    ...closed,
    from: { name: oneLine(mail.from), address: way.from },
    to: { name: oneLine(mail.to.name), address: oneLine(mail.to.address) },
    subject: oneLine(mail.subject), text: mail.text, date: clock.now(),
    // Out-of-office answers to a machine help nobody.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
  if (way.kind === 'files') return toFile(way.through, message);
  const { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD } = env();
  const transport = createTransport({
    ...patience, ...closed, host: SMTP_HOST, port: SMTP_PORT,
    secure: SMTP_TLS === 'implicit', requireTLS: SMTP_TLS === 'starttls', ignoreTLS: SMTP_TLS === 'none',
    auth: SMTP_USER ? { user: SMTP_USER, pass: SMTP_PASSWORD ?? '' } : undefined,
  });
  try {
    await transport.sendMail(message);
  } finally {
    transport.close();
  }
}

/** A letter as a file that any mail program opens; it appears whole or not at all. */
async function toFile(folder: string, message: object): Promise<void> {
  const built = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${clock.now().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`;
  await writeFile(path.join(folder, `.${name}`), built.message as Buffer, { mode: 0o600 });
  await rename(path.join(folder, `.${name}`), path.join(folder, name));
}
