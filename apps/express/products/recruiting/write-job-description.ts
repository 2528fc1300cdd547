const OPENINGS = ['You will join a team that', 'We are looking for someone who', 'This is work for somebody who'];
const DEEDS = ['ships small and often', 'listens before building', 'owns work from idea to operation', 'explains decisions in writing'];

/** Writes a short job description for a title: always the same one for the same title, and without any service. */
export function writeJobDescription(title: string): string {
  const seed = [...title].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const pick = (list: readonly string[], offset: number) => list[(seed + offset) % list.length] ?? '';
  return `${title}. ${pick(OPENINGS, 0)} ${pick(DEEDS, 1)} and ${pick(DEEDS, 2)}.`;
}
