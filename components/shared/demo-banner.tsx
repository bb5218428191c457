export function DemoBanner() {
  return (
    <p data-screen-only className="bg-warn px-4 py-1 text-center text-sm font-semibold text-on-state">
      Demo – nobody here is real, and nothing here should be
    </p>
  );
}
