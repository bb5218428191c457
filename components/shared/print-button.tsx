'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';

export function PrintButton({ label }: { label: string }) {
  return <Button className="max-sm:hidden" onClick={() => window.print()}><Printer size={20} aria-hidden="true" />{label}</Button>;
}
