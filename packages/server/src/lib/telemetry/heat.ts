const GROUPS = 256;

/** How unevenly the commands fall on customers, without remembering any of them. */
export interface Heat {
  note(customerId: string): void;
  /** The busiest group's share of all commands since it was taken last; 0 when there were none. */
  take(): number;
}

export function createHeat(): Heat {
  let groups = new Uint32Array(GROUPS);
  let all = 0;
  return {
    note(customerId) {
      const group = groupOf(customerId);
      groups[group] = (groups[group] ?? 0) + 1;
      all += 1;
    },
    take() {
      const share = all === 0 ? 0 : Math.max(...groups) / all;
      groups = new Uint32Array(GROUPS);
      all = 0;
      return share;
    },
  };
}

// FNV-1a, which spreads ids that differ in their last letters alone.
function groupOf(customerId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < customerId.length; at += 1) hash = Math.imul(hash ^ customerId.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (GROUPS - 1);
}
