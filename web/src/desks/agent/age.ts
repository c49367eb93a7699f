import type { WordId } from "../../words/say.ts";

/** How long a task has been waiting, in the largest fitting unit. */
export function ageOf(openedAt: string, now: Date): { word: WordId; n: number } {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(openedAt).getTime()) / 60_000));
  if (minutes < 60) return { word: "age.minutes", n: minutes };
  if (minutes < 48 * 60) return { word: "age.hours", n: Math.floor(minutes / 60) };
  return { word: "age.days", n: Math.floor(minutes / 1440) };
}
