import type { ReactNode } from 'react';

/** One sentence and one act. */
export function EmptyState({ text, act }: { text: string; act?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-3 rounded-card border border-dashed border-control p-6">
      <p>{text}</p>
      {act}
    </div>
  );
}
