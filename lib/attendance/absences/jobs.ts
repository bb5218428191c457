import type { Handler } from '@/lib/platform/outbox';
import { tellGuardians } from './commands';

/** Events after which guardians may have to be told. */
export const handlers: [name: string, handler: Handler][] = [
  ['attendance.register-submitted', tellGuardians],
  ['attendance.register-corrected', tellGuardians],
  ['attendance.register-undone', tellGuardians],
];
