/** Is there anything before the day itself? Else one bar tells more than nine empty columns. */
export const hasHistory = (people: { days: number[] }[]): boolean =>
  people.some((person) => person.days.slice(0, -1).some((looks) => looks > 0));

/** One column a day, all people on the same scale (`most`). */
export function columnsOf(days: number[], most: number, width: number, height: number): { x: number; height: number }[] {
  const step = width / Math.max(1, days.length);
  return days.map((looks, at) => ({ x: at * step, height: (looks / Math.max(1, most)) * height }));
}
