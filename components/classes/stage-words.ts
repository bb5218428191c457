import type { Stage } from '@/lib/classes/schema';

export const stageWords: Record<Stage, string> = {
  'early-years': 'Early years', primary: 'Primary', 'junior-secondary': 'Junior secondary', 'senior-secondary': 'Senior secondary',
};
