const DAY_MS = 86_400_000;

/**
 * The newest day after his start on which somebody is reminded of his pledge (R64): 7, 14, and from there every so many days. Undefined before the first.
 * A house that did not run on earlier ones reminds once. Pure.
 * @param start first local day on which he could work, YYYY-MM-DD
 * @param today YYYY-MM-DD
 * @param every days, above 0
 */
export function reminderDay(start: string, today: string, every: number): number | undefined {
  const days = Math.round((Date.parse(today) - Date.parse(start)) / DAY_MS);
  if (days < 14) return days < 7 ? undefined : 7;
  return 14 + every * Math.floor((days - 14) / every);
}
