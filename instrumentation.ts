/** Runs once when the web process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ env }, { checkRequestsFirst }] = await Promise.all([import('@/lib/platform/env'), import('@/lib/platform/request/server-hook')]);
  const { APP_URL, PROXY_HOPS } = env();
  checkRequestsFirst({ origin: new URL(APP_URL).origin, hops: PROXY_HOPS });
  const { announceSetup } = await import('@/lib/setup/jobs');
  await announceSetup((line) => process.stdout.write(`\n${line}\n\n`));
}
