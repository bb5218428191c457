import type { CSSProperties } from 'react';
import { palette, type Shades } from '@/lib/school/branding/rules';

/** How the colour is used on light and on dark, and what had to be changed so that it can be read. */
export function AccentPreview({ accent }: { accent: string | null }) {
  if (!accent) return <p>The school uses the usual blue.</p>;
  const { light, dark, warning } = palette(accent);
  const box = (name: string, shades: Shades, page: CSSProperties) => (
    <div className="grid flex-1 basis-40 justify-items-start gap-2 rounded-control border border-line p-3" style={page}>
      <span className="text-sm">{name}</span>
      <span className="rounded-control px-4 py-2 font-semibold" style={{ background: shades.fill, color: shades.on }}>Save register</span>
      <span className="underline" style={{ color: shades.text }}>A link</span>
    </div>
  );
  return (
    <>
      <div className="flex flex-wrap gap-3">
        {box('On light', light, { background: '#f8fafc', color: '#1e2430' })}
        {box('On dark', dark, { background: '#141920', color: '#e8ebf0' })}
      </div>
      {warning && <p role="status" className="rounded-control border border-warn p-3">{warning}</p>}
    </>
  );
}
