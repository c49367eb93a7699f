import type { EveningDesk } from "@mercusuar/client";
import { expect, it } from "vitest";
import { emptyWords } from "./empty-words.ts";

const deskOf = (open: number, unseen: number, runAt?: string, date = "2026-11-23") => ({
  greeting: { open } as EveningDesk["greeting"],
  unseen,
  date,
  ...(runAt ? { runAt } : {}),
});
const saying = (open: number, unseen: number, runAt?: string): string[] =>
  emptyWords(deskOf(open, unseen, runAt), "2026-11-23").map(({ word, n }) => `${word} ${n}`);

it("a desk without rows says that the day is done only where it was looked at, nothing is in hand and nothing came after", () => {
  expect(saying(0, 0, "2026-11-23T09:00:00Z")).toEqual(["rows.empty 0", "rows.emptyMore 0"]);
  expect(saying(1, 0, "2026-11-23T04:00:00Z")).toEqual(["rows.goesOn 0", "rows.stillOpen 1"]);
  expect(saying(1, 4, "2026-11-23T04:00:00Z")).toEqual(["rows.goesOn 0", "rows.stillOpen 1", "rows.unseen 4"]);
  expect(saying(0, 0)).toEqual(["rows.notRun 0"]);
});

it("a day that has not come yet is neither done nor to be looked at", () => {
  expect(emptyWords(deskOf(0, 0, undefined, "2030-01-01"), "2026-11-23")).toEqual([{ word: "rows.emptyAhead", n: 0 }]);
});
