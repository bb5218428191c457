type Props = { name: string; text?: string; value?: string; given?: string };

/**
 * A doubt as a box to tick. Its value names what was asked about, so a yes is a yes to that and nothing else; a yes
 * already given stays in the form. Without a doubt nothing is shown.
 */
export function AskBox({ name, text, value, given }: Props) {
  if (!text) return given ? <input type="hidden" name={name} value={given} /> : null;
  return (
    <label className="flex items-start gap-3 rounded-control border border-warn p-3">
      <input type="checkbox" name={name} value={value} className="size-6 shrink-0" aria-invalid="true" />
      {text}
    </label>
  );
}
