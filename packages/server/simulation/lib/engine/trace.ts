const LONGEST = 60;

/** The last things that happened, for whoever has to understand a violation. */
export interface Trace {
  note(text: string): void;
  lines(): readonly string[];
}

export function createTrace(now: () => number): Trace {
  const lines: string[] = [];
  return {
    note(text) {
      lines.push(`${(now() / 1000).toFixed(3).padStart(10)} s  ${text}`);
      if (lines.length > LONGEST) lines.shift();
    },
    lines: () => [...lines],
  };
}
