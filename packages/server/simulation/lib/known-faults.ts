/**
 * Faults of the engine that the simulation found and that are not mended yet. A history in which their cause happened does not ask what
 * they break, unless it is told to be strict. Mended: delete the line, and every question that names it.
 */
export const knownFaults = {
  'wrong-clock': 'What a host with a wrong clock found about the provider holds the breakers of others as long as the clock was wrong.',
} as const;

export type KnownCause = keyof typeof knownFaults;
