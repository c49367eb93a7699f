import type { EveningDesk } from "@mercusuar/client";
import type { WordId } from "../../words/say.ts";

export interface Cell {
  word: WordId;
  value: number;
  share?: true;
  /** Needs a person. */
  need?: boolean;
}

/** The numbers over the rows; what the server does not count is absent. */
export function stripOf({ greeting, strip }: Pick<EveningDesk, "greeting" | "strip">): Cell[] {
  const cells: (Cell | undefined)[] = [
    { word: "strip.looks", value: greeting.looks },
    greeting.looks > 0 ? { word: "strip.clear", value: greeting.clear / greeting.looks, share: true } : undefined,
    { word: "strip.waiting", value: greeting.waiting, need: greeting.waiting > 0 },
    counted("strip.answered", strip.answered ?? greeting.answered),
    counted("strip.refused", strip.refused),
    counted("strip.missingReports", strip.missingReports, true),
  ];
  return cells.filter((cell) => cell !== undefined);
}

function counted(word: WordId, value: number | undefined, needy = false): Cell | undefined {
  return value === undefined ? undefined : { word, value, need: needy && value > 0 };
}
