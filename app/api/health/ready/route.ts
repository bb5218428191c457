import { isReady } from '@/lib/platform/readiness';

/** Whether people can work: a status word for everyone, without the reasons (they are in `./ths doctor`). */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json({ status: ready ? 'ready' : 'not ready' }, { status: ready ? 200 : 503 });
}
