import { create } from 'qrcode';

/** A QR code drawn as one path, black on white in both themes: phones read nothing else. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const squares = Array.from({ length: size * size }, (_, at) => (data[at] ? `M${at % size},${Math.floor(at / size)}h1v1h-1z` : '')).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`-4 -4 ${size + 8} ${size + 8}`} shapeRendering="crispEdges" className="w-56 max-w-full rounded-card bg-white">
      <path d={squares} fill="#000" />
    </svg>
  );
}
