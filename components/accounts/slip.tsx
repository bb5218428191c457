import { PrintButton } from '@/components/shared/print-button';

type Props = {
  slip: { name: string; username: string; password: string }; address: string; schoolName: string;
  /** Several are printed together. */
  isOneOfSeveral?: boolean;
};

/** A first password: shown once, printed or read out, and good for one sign-in. */
export function Slip({ slip, address, schoolName, isOneOfSeveral = false }: Props) {
  return (
    <section aria-label="Sign-in slip" className="grid justify-items-start gap-3 rounded-card border border-ok bg-surface p-4">
      <h2 className="text-lg font-semibold">Sign-in for {slip.name}</h2>
      <p>{schoolName} · <span className="break-all">{address}</span></p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">Username</dt><dd className="font-semibold">{slip.username}</dd>
        <dt className="text-muted">First password</dt><dd className="font-mono text-lg font-semibold" data-first-password>{slip.password}</dd>
      </dl>
      <p>It works once: after signing in a new password is chosen. It is not shown again.</p>
      {!isOneOfSeveral && <div data-screen-only><PrintButton label="Print the slip" /></div>}
    </section>
  );
}
