/** Which child was meant, when it is not exactly one. */
export function meantProblem(meant: readonly { name: string; admissionNumber: string }[]): string | null {
  if (meant.length === 0) return 'No student has this number or name. Accents do not matter; try fewer words.';
  if (meant.length === 1) return null;
  const shown = meant.slice(0, 3).map((one) => `${one.name} (${one.admissionNumber})`).join(', ');
  return `Several students fit: ${shown}${meant.length > 3 ? ' and more' : ''}. Write the admission number.`;
}
