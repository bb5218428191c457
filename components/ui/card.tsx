import type { ComponentProps } from 'react';

export function Card({ className = '', ...props }: ComponentProps<'section'>) {
  return <section {...props} className={`rounded-card border border-line bg-surface p-4 ${className}`} />;
}
