/** What a run may ask for. */
export const tunables = {
  /** How often a change is timed; the proof asks for 50. */
  liveRounds: Number(process.env.LIVE_ROUNDS ?? 50),
};
