'use client';

import { inputStyle } from '@/components/shared/field';

/** Light, dark, or as the phone says. It belongs to this browser, so it is kept here and nowhere else. */
export function ThemeChoice({ chosen }: { chosen: 'system' | 'light' | 'dark' }) {
  const choose = (theme: string) => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <label className="grid max-w-60 gap-1 font-semibold">
      Light or dark
      <select defaultValue={chosen} onChange={(event) => choose(event.target.value)} className={inputStyle}>
        <option value="system">As this device</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
