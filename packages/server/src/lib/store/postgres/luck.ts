const LONGEST_PAUSE = 63;

/** Whether a bold try is worth its while: after each failure it pauses for longer, after a success no more. */
export interface Luck {
  /** Whether to try now. */
  isGood(): boolean;
  note(succeeded: boolean): void;
}

/** Good luck to begin with. */
export function createLuck(): Luck {
  let pause = 0;
  let left = 0;
  return {
    isGood() {
      if (left === 0) return true;
      left -= 1;
      return false;
    },
    note(succeeded) {
      pause = succeeded ? 0 : Math.min(LONGEST_PAUSE, pause * 2 + 1);
      left = pause;
    },
  };
}
