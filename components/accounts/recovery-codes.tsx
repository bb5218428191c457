import { PrintButton } from '@/components/shared/print-button';

/** Shown once: each code stands in for the phone once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <section aria-labelledby="codes" className="grid justify-items-start gap-3 rounded-card border border-ok bg-surface p-4">
      <h2 id="codes" className="text-lg font-semibold">Your recovery codes</h2>
      <p>Keep them where your phone is not, on paper or in a password manager. Each signs you in once without the phone. They are not shown again.</p>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 font-mono sm:grid-cols-2" data-recovery-codes>
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <PrintButton label="Print the codes" />
      <a className="inline-flex min-h-11 items-center text-accent underline" href="/today">I have kept them: go on</a>
    </section>
  );
}
