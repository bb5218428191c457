import { issueTicket } from '@/lib/live/commands';
import { getTicket } from '@/lib/live/policy';
import { ticketInput } from '@/lib/live/schema';
import { respond } from '@/lib/platform/request/route';

// A route and not an action: the browser queues actions one after another, and a reconnect must not wait for a form.
export function POST(): Promise<Response> {
  return respond(
    {
      name: 'live.get-ticket', input: ticketInput, allow: getTicket, run: issueTicket,
      quiet: 'a ticket lives for a minute and shows nothing', inBackground: true,
    },
    {},
  );
}
