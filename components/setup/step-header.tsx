import { placeOf, stepTitles, type Step } from '@/lib/setup/rules';

/** Where one is in setting up; leaving is safe at any time. */
export function StepHeader({ step }: { step: Step }) {
  const { number, of } = placeOf(step);
  return (
    <header className="grid gap-2">
      <p className="text-muted">Setting up the school · step {number} of {of}</p>
      <progress value={number} max={of} aria-label={`Step ${number} of ${of}`} className="h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent" />
      <h1 className="text-2xl font-semibold">{stepTitles[step]}</h1>
      <p className="text-sm text-muted">What is saved stays: with the token this goes on in another browser, at the same step.</p>
    </header>
  );
}
