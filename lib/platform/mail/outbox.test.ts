import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asSystem } from '@/lib/platform/system';
import { testDatabase, type TestDatabase } from '@/tests/support/database';
import { catchMail, readLetter } from '@/tests/support/mail';
import { count, database } from '@/tests/support/people';
import type { Mail } from './message';
import { sendNextLetter, type Writer } from './outbox';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(() => asSystem('test', ({ tx }) => tx.execute(sql`delete from outbox where kind = 'mail'`)));

const mail: Mail = { to: { name: 'Bello Grace', address: 'grace@example.ng' }, from: 'Treasure-Home School', subject: 'Ọ̀rọ̀', text: 'Ẹ káàárọ̀.\n' };
const writers = new Map<string, Writer>([['test.letter-owed', async () => mail], ['test.nobody-left', async () => null]]);
const owe = (name = 'test.letter-owed') =>
  asSystem('test', async ({ record }) => record({ name, subjectId: 'test', tables: [], scopes: [], detail: {}, mail: true }));
const waiting = () => count('outbox', `kind = 'mail' and parked_at is null`);
const due = () => asSystem('test', ({ tx }) => tx.execute(sql`update outbox set due_at = now() where kind = 'mail'`));

describe('a letter that an event owes', () => {
  it('leaves once, after commit; what was rolled back writes to nobody', async () => {
    const sent: Mail[] = [];
    const deliver = async (one: Mail) => void sent.push(one);
    await expect(asSystem('test', async ({ record }) => {
      record({ name: 'test.letter-owed', subjectId: 'test', tables: [], scopes: [], detail: {}, mail: true });
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await sendNextLetter(writers, deliver)).toBe(false);
    await owe();
    await owe('test.nobody-left');
    while (await sendNextLetter(writers, deliver));
    expect(sent).toEqual([mail]);
    expect(await waiting()).toBe(0);
  });

  it('is not sent twice by two workers, and holds no transaction open while a mail server thinks', async () => {
    await owe();
    let open = 0;
    let times = 0;
    const slow = async () => {
      times += 1;
      await sleep(150);
      const [row] = await database().execute<{ n: number }>(sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
      open = row?.n ?? -1;
    };
    await Promise.all([sendNextLetter(writers, slow), sendNextLetter(writers, slow)]);
    expect([times, open]).toEqual([1, 0]);
  });

  it('is tried again when the server refuses or the worker dies in the middle, for a day, and then parked', async () => {
    await owe();
    const refuse = async () => {
      throw new Error('451 not now');
    };
    let hours = 0;
    for (let time = 0; time < 30; time += 1) {
      await due();
      expect(await sendNextLetter(writers, refuse)).toBe(true);
      const [row] = await database().execute<{ hours: number }>(sql`select extract(epoch from due_at - now())::float / 3600 as hours from outbox where kind = 'mail'`);
      hours += row?.hours ?? 0;
    }
    expect(hours).toBeGreaterThan(20);
    expect(await waiting()).toBe(0);
    expect(await count('outbox', `kind = 'mail' and parked_at is not null and last_error = '451 not now'`)).toBe(1);
    await owe();
    await asSystem('test', ({ tx }) => tx.execute(sql`update outbox set due_at = now() + interval '2 minutes' where parked_at is null`));
    expect(await sendNextLetter(writers, refuse)).toBe(false);
    await due();
    const sent: Mail[] = [];
    await sendNextLetter(writers, async (one) => void sent.push(one));
    expect(sent).toHaveLength(1);
  });
});

describe('how it leaves', () => {
  const reload = async (values: Record<string, string>) => {
    vi.resetModules();
    for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
    return import('./send');
  };

  it('as a file while one develops', async () => {
    const { sendMail } = await reload({});
    await sendMail(mail);
    const folder = `${process.env.THS_DATA_DIR}/mail`;
    const caught = readLetter(readFileSync(`${folder}/${readdirSync(folder).at(-1)}`, 'latin1'));
    expect(caught).toMatchObject({ to: expect.stringContaining('grace@example.ng'), subject: 'Ọ̀rọ̀', text: 'Ẹ káàárọ̀.\n' });
  });

  it('through the school’s server, from the school’s address; in production without one it does not, and says so', async () => {
    const catcher = await catchMail();
    const server = await reload({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(catcher.port), SMTP_TLS: 'none', MAIL_FROM: 'portal@example.ng' });
    await server.sendMail(mail);
    expect(catcher.letters).toEqual([{ to: 'Bello Grace <grace@example.ng>', from: '"Treasure-Home School" <portal@example.ng>', subject: 'Ọ̀rọ̀', text: 'Ẹ káàárọ̀.\n' }]);
    // A server without TLS gets nothing when TLS was asked for.
    const strict = await reload({ SMTP_TLS: 'starttls' });
    await expect(strict.sendMail(mail)).rejects.toThrow(/STARTTLS|TLS/);
    await catcher.close();
    const none = await reload({ SMTP_HOST: '', NODE_ENV: 'production', THS_EMBEDDED: 'true' });
    expect(none.mailWay()).toBeNull();
    await expect(none.sendMail(mail)).rejects.toThrow('mail is not set up');
    vi.unstubAllEnvs();
  });
});
