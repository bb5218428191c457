import { printSlips } from '@/lib/accounts/slips/commands';
import { drawSlips } from '@/lib/accounts/slips/paper';
import { print } from '@/lib/accounts/slips/policy';
import { slipsInput } from '@/lib/accounts/slips/schema';
import { env } from '@/lib/platform/env';
import { download, respond } from '@/lib/platform/request/route';
import { getSchool } from '@/lib/school/queries';

// A POST, because each printing gives out new first passwords.
export async function POST(request: Request): Promise<Response> {
  return respond(
    { name: 'accounts.print-slips', input: slipsInput, allow: print, isSecret: true, run: printSlips, limit: { points: 10, seconds: 60 } },
    await request.formData().catch(() => null),
    async (slips) => {
      const { name } = await getSchool();
      return download('sign-in-slips.pdf', 'application/pdf', await drawSlips(slips, { schoolName: name, address: env().APP_URL }));
    },
  );
}
