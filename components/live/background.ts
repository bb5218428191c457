const HERE_MS = 5_000;
const MARK_SECONDS = 10;
const kinds = ['pointerdown', 'keydown', 'click'];

let lastInput = -Infinity;

/** Notes when somebody touches the page or types; until then it may be alone. */
export function watchInput(): () => void {
  const here = () => {
    lastInput = performance.now();
    mark(0);
  };
  const options = { capture: true, passive: true };
  for (const kind of kinds) document.addEventListener(kind, here, options);
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, here, options);
  };
}

/** Tells the server that the page fetches itself again and nobody asked: that keeps no session from idling out. */
export function markBackground(): void {
  if (performance.now() - lastInput > HERE_MS) mark(MARK_SECONDS);
}

function mark(seconds: number): void {
  document.cookie = `background=1; path=/; max-age=${seconds}; samesite=strict`;
}
