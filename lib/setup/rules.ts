// Set-up goes forward one step at a time; where it stands follows from what has been written.

export const steps = ['school', 'branding', 'calendar', 'classes', 'admin'] as const;
export type Step = (typeof steps)[number];

export const stepTitles: Record<Step, string> = {
  school: 'The school', branding: 'How it looks', calendar: 'Session and terms', classes: 'Levels and classes', admin: 'The first sign-in',
};

export type Progress = { hasSchool: boolean; hasBranding: boolean; hasTerm: boolean; hasClasses: boolean };

/** The first step that has not been done. */
export function stepAt({ hasSchool, hasBranding, hasTerm, hasClasses }: Progress): Step {
  if (!hasSchool) return 'school';
  if (!hasBranding) return 'branding';
  if (!hasTerm) return 'calendar';
  return hasClasses ? 'admin' : 'classes';
}

/** "Step 3 of 6": the token is the first. */
export function placeOf(step: Step): { number: number; of: number } {
  return { number: steps.indexOf(step) + 2, of: steps.length + 1 };
}
