import { actionId, page } from './requests';
import { signIns } from './cases';
import { fire } from './load';
import type { Plan } from './options';
import { ms, times } from './print';
import type { Stage } from './stage';

/** The register page's p95 while sixteen people sign in at once, beside its p95 when nobody does. */
export async function crowd(
  { school, settings }: Stage,
  plan: Plan,
): Promise<{ text: string; failed: number }> {
  const { lanes, day } = school.people;
  const [lane] = lanes;
  const shot = page(`/classes/${lane?.classId}/attendance/${day}`, {
    cookie: lane?.cookies[0],
    shows: ['data-student'],
  });
  const reader = { origin: school.origin, pid: school.pid, next: () => shot };
  const common = { origin: settings.APP_URL, id: await actionId('lib/accounts/actions.ts', 'signIn') };
  const people = { origin: school.origin, pid: school.pid, next: signIns(lanes, common) };
  const amount = plan.quick ? 40 : 200;
  await fire(reader, { clients: 1, amount });
  const idle = await fire(reader, { clients: 1, amount });
  // Enough of them that they are still signing in when the last page has come.
  const signingIn = fire(people, { clients: 16, amount: plan.quick ? 32 : 96 });
  const busy = await fire(reader, { clients: 1, amount });
  const signed = await signingIn;
  const failed = idle.failed + busy.failed + signed.failed;
  const text = [
    `register page, one client: p95 ${ms(idle.p95)} ms idle, ${ms(busy.p95)} ms while 16 people sign in (${times(busy.p95 / idle.p95)}, goal ≤ 3×)`,
    `p50 ${ms(idle.p50)} → ${ms(busy.p50)} ms; a sign-in took ${ms(signed.p50)} ms in the median, ${signed.perSecond.toFixed(1)} a second`,
  ].join('\n');
  return { text, failed };
}
