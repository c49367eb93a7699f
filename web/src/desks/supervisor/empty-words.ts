import type { EveningDesk } from "@mercusuar/client";
import type { WordId } from "../../words/say.ts";

interface Said {
  word: WordId;
  n: number;
}

type Desk = Pick<EveningDesk, "greeting" | "runAt" | "unseen" | "date">;

/**
 * What a desk without rows says: that the day is done only where it is, was looked at, and nothing has happened since. Of a day that has not
 * come yet nobody says that it is to be looked at.
 * @param today in the zone of the office, YYYY-MM-DD
 */
export function emptyWords({ greeting, runAt, unseen, date }: Desk, today: string): [Said, ...Said[]] {
  if (date > today) return [{ word: "rows.emptyAhead", n: 0 }];
  const { open } = greeting;
  if (runAt !== undefined && open === 0 && unseen === 0)
    return [
      { word: "rows.empty", n: 0 },
      { word: "rows.emptyMore", n: 0 },
    ];
  const left: Said[] = [
    { word: "rows.stillOpen", n: open },
    { word: "rows.unseen", n: unseen },
  ];
  return [{ word: runAt === undefined ? "rows.notRun" : "rows.goesOn", n: 0 }, ...left.filter(({ n }) => n > 0)];
}
