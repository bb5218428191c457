type Asking = {
  /** Settles with the answer; rejects when none came in time. */
  ask: () => Promise<void>;
  isWanted: () => boolean;
  onAnswer: () => void;
  onSilence: () => void;
};

/** Asks again until there is an answer to the newest question; an answer to an older one says nothing about it. */
export function createAsking({ ask, isWanted, onAnswer, onSilence }: Asking) {
  let newest = 0;
  return async (): Promise<void> => {
    newest += 1;
    const own = newest;
    const counts = () => own === newest && isWanted();
    while (counts()) {
      try {
        await ask();
        if (counts()) onAnswer();
        return;
      } catch {
        if (counts()) onSilence();
      }
    }
  };
}
