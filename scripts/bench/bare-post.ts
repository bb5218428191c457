// A floor: the least a Node server can do to take forty marks or to check a password.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import postgres from 'postgres';
import { hashPassword, passwordMatches } from '@/lib/platform/hashing';

type Body = { register: string; marks: [student: string, status: string][] };

const sql = postgres(process.env.FLOOR_DATABASE_URL ?? '', { max: 10, onnotice: () => undefined });
const rounds = Number(process.env.BCRYPT_ROUNDS ?? 12);

async function main(): Promise<void> {
  const hash = await hashPassword('the password of the floor', rounds);
  const server = createServer((request, response) => {
    const work =
      request.url === '/hash' ? passwordMatches('the password of the floor', hash) : takeMarks(request);
    work.then(
      (ok) =>
        response
          .writeHead(ok ? 200 : 403, { 'content-type': 'application/json' })
          .end(JSON.stringify({ ok })),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.once('SIGTERM', () => void sql.end({ timeout: 1 }).then(() => process.exit(0)));
}

async function takeMarks(request: IncomingMessage): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { register, marks } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
  const token = createHash('sha256').update(String(request.headers.authorization)).digest();
  const [session] =
    await sql`select user_id from floor_sessions where token_hash = ${token} and expires_at > now()`;
  if (!session) return false;
  await sql.begin(
    (tx) => tx`
    insert into floor_marks (register_id, student_id, status)
    select ${register}::uuid, (v ->> 0)::uuid, v ->> 1 from jsonb_array_elements(${JSON.stringify(marks)}::text::jsonb) as t(v)
    on conflict (register_id, student_id) do update set status = excluded.status`,
  );
  return true;
}

void main();
