'use client';

import { useState } from 'react';
import { Field } from './field';

type Props = { name: string; id?: string; label: string; hint?: string; error?: string; autoComplete: 'current-password' | 'new-password' };

/** A password with a way to see it; pasting and password managers work (WCAG 3.3.8). */
export function PasswordField(props: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field {...props} type={shown ? 'text' : 'password'} maxLength={200} />
      <button
        type="button" aria-pressed={shown} onClick={() => setShown(!shown)}
        className="absolute top-0 right-0 min-h-6 px-1 text-sm text-accent underline"
      >
        {shown ? 'Hide password' : 'Show password'}
      </button>
    </div>
  );
}
