/** A key of one letter can be switched off (WCAG 2.1.4): for those who speak to their computer. It belongs to this browser. */
export function SlashChoice() {
  return (
    <label className="hidden min-h-11 items-center gap-2 border-t border-line px-4 text-sm text-muted sm:flex">
      <input
        type="checkbox" className="size-6" defaultChecked={!document.cookie.includes('slash=off')}
        onChange={(event) => {
          document.cookie = `slash=${event.target.checked ? 'on' : 'off'}; path=/; max-age=31536000; samesite=lax`;
        }}
      />
      The / key opens this, as Ctrl K does
    </label>
  );
}
