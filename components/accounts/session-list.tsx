import { EndSessionForm } from './end-session-form';
import { SignOutForm } from './sign-out-form';
import { sayDevice } from '@/lib/accounts/rules';

type Session = { id: string; device: string; since: string; seen: string; isThis: boolean };

/** Where this account is signed in, and how to end it. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  return (
    <section aria-labelledby="devices" className="grid gap-3">
      <h2 id="devices" className="text-lg font-semibold">Where you are signed in</h2>
      <ul className="grid gap-2">
        {sessions.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 rounded-card border border-line bg-surface p-3">
            <div>
              <p className="font-semibold">{sayDevice(one.device)}{one.isThis && ' · this device'}</p>
              <p className="text-sm text-muted">Since {one.since} · last seen {one.seen}</p>
            </div>
            {!one.isThis && <EndSessionForm sessionId={one.id} />}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <SignOutForm everywhere />}
    </section>
  );
}
