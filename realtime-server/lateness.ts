export const LOOK_MS = 500;
const TOO_LATE_MS = 2_000;
const REMEMBERED_MS = 30_000;

/** How late the timers of this process are: `look` is called every LOOK_MS, and whenever somebody asks. */
export function createLateness(now: () => number = () => performance.now()) {
  let due = now() + LOOK_MS;
  let worst = { late: 0, at: -Infinity };
  const isOver = () => now() - worst.at > REMEMBERED_MS;
  const look = () => {
    const late = now() - due;
    due = now() + LOOK_MS;
    if (late > TOO_LATE_MS && (isOver() || late >= worst.late)) worst = { late, at: now() };
  };
  return {
    look,
    /** 0 unless it was too much within the last half minute. */
    secondsLate: () => {
      look();
      return isOver() ? 0 : Math.round(worst.late / 1_000);
    },
  };
}
