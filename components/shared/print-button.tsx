'use client';

import { Printer } from 'lucide';
import { Icon } from '@/components/ui/icon';
import { Button } from '@/components/ui/button';

export function PrintButton({ label }: { label: string }) {
  return <Button className="max-sm:hidden" onClick={() => window.print()}><Icon of={Printer} />{label}</Button>;
}
