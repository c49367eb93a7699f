import type { EveningDesk } from "@mercusuar/client";
import { expect, it } from "vitest";
import { emptyWords } from "./empty-words.ts";

const saying = (open: number, unseen: number, runAt?: string): string[] =>
  emptyWords({ greeting: { open } as EveningDesk["greeting"], unseen, ...(runAt ? { runAt } : {}) }).map(({ word, n }) => `${word} ${n}`);

it("a desk without rows says that the day is done only where it was looked at, nothing is in hand and nothing came after", () => {
  expect(saying(0, 0, "2026-11-23T09:00:00Z")).toEqual(["rows.empty 0", "rows.emptyMore 0"]);
  expect(saying(1, 0, "2026-11-23T04:00:00Z")).toEqual(["rows.goesOn 0", "rows.stillOpen 1"]);
  expect(saying(1, 4, "2026-11-23T04:00:00Z")).toEqual(["rows.goesOn 0", "rows.stillOpen 1", "rows.unseen 4"]);
  expect(saying(0, 0)).toEqual(["rows.notRun 0"]);
});
