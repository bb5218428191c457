import { access } from '@/scripts/s3-check/access';
import { CannotTell, NotOffered, type Context, type Group } from '@/scripts/s3-check/check';
import { conditions } from '@/scripts/s3-check/conditions';
import { cors } from '@/scripts/s3-check/cors';
import { keys } from '@/scripts/s3-check/keys';
import { listing } from '@/scripts/s3-check/listing';
import { multipart } from '@/scripts/s3-check/multipart';
import { objects } from '@/scripts/s3-check/objects';
import { presigned } from '@/scripts/s3-check/presigned';
import { signatures } from '@/scripts/s3-check/signatures';
import { closeTarget, openTarget } from '@/scripts/s3-check/target';
import { transfers } from '@/scripts/s3-check/transfers';

const groups: Group[] = [
  signatures,
  presigned,
  objects,
  conditions,
  keys,
  listing,
  multipart,
  access,
  cors,
  transfers,
];

interface Tally {
  passed: number;
  failed: number;
  notOffered: number;
}

/** Runs every check against the store named in the environment, or against the embedded one; true when none failed. */
export async function run(): Promise<boolean> {
  const context = await openTarget();
  console.log(`Checking ${context.embedded ? 'the embedded store' : context.settings.endpoint}`);
  const tally: Tally = { passed: 0, failed: 0, notOffered: 0 };
  try {
    for (const group of groups) await runGroup(group, context, tally);
  } finally {
    await closeTarget(context);
  }
  const differences = tally.notOffered > 0 ? `, ${tally.notOffered} not offered by this store` : '';
  console.log(`\n${tally.passed} passed, ${tally.failed} failed${differences}`);
  return tally.failed === 0;
}

async function runGroup(group: Group, context: Context, tally: Tally): Promise<void> {
  console.log(`\n${group.theme}`);
  for (const [name, check] of Object.entries(group.checks)) {
    try {
      await check(context);
      tally.passed += 1;
      console.log(`  ok      ${name}`);
    } catch (error) {
      report(error, name, context, tally);
    }
  }
}

// The embedded store is ours and offers everything, so there a difference is a fault.
function report(error: unknown, name: string, { embedded }: Context, tally: Tally): void {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof NotOffered && (!embedded || error instanceof CannotTell)) {
    tally.notOffered += 1;
    console.log(`  not offered by this store: ${name} (${reason})`);
  } else {
    tally.failed += 1;
    console.log(`  FAILED  ${name}: ${reason}`);
  }
}
