export type Holder = { pid: number; identity: string; [info: string]: unknown };
export type Lock = { release(): void };

export function identity(pid: number): string;
export function isAlive(pid: number, expected?: string): boolean;
export function lockHolder(file: string): Promise<Holder | null>;
export function tryLock(file: string, info?: Record<string, unknown>): Promise<Lock | null>;
export function withLock<T>(
  file: string,
  work: () => Promise<T>,
  options?: { onWait?: (holder: Holder | null) => void },
): Promise<T>;
