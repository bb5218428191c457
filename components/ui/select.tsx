'use client';

import * as Radix from '@radix-ui/react-select';
import { Check, ChevronDown } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

/** A rich select for office screens; it carries a native one for the form it stands in. */
export function Select({ label, placeholder, nonce, children, ...props }: Radix.SelectProps & { label: string; placeholder: string; nonce: string; children: ReactNode }) {
  return (
    <Radix.Root {...props}>
      <Radix.Trigger aria-label={label} className="inline-flex min-h-11 min-w-40 items-center justify-between gap-2 rounded-control border border-control bg-surface px-3 text-base">
        <Radix.Value placeholder={placeholder} />
        <Icon of={ChevronDown} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="z-50 max-h-80 overflow-auto rounded-control border border-line bg-surface shadow-lg">
          <Radix.Viewport nonce={nonce} className="p-1">{children}</Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function SelectItem({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.Item value={value} className="flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded px-3 outline-none data-[highlighted]:bg-surface-2">
      <Radix.ItemText>{children}</Radix.ItemText>
      <Radix.ItemIndicator><Icon of={Check} size={16} /></Radix.ItemIndicator>
    </Radix.Item>
  );
}
