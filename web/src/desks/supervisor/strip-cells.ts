import type { EveningDesk } from "@mercusuar/client";
import type { WordId } from "../../words/say.ts";

export interface Cell {
  word: WordId;
  /** Nothing where there is nothing to count a share of. */
  value: number | undefined;
  share?: true;
  /** Needs a person. */
  need?: boolean;
}

/** The numbers over the rows. */
export function stripOf({ greeting, strip }: Pick<EveningDesk, "greeting" | "strip">): Cell[] {
  return [
    { word: "strip.looks", value: greeting.looks },
    { word: "strip.clear", value: greeting.looks > 0 ? strip.clearShare : undefined, share: true },
    { word: "strip.waiting", value: greeting.waiting, need: greeting.waiting > 0 },
    { word: "strip.decided", value: strip.decided },
    { word: "strip.refused", value: strip.refusals },
    { word: "strip.missingReports", value: strip.missingReports, need: strip.missingReports > 0 },
  ];
}
