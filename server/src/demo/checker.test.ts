import { describe, expect, it } from "vitest";
import { INNOCENTS } from "./checker.ts";
import type { Evidence } from "./findings.ts";

const row = (kind: string, state = "waiting"): Evidence["desk"][number] => ({
  ...{ id: "row_1", person: "per_1", customer: "cus_1", owner: "per_2", entry: 7, date: "2026-07-13" },
  ...{ kind, state, lane: "uniform", reasons: [] },
});
const evidence = (desk: Evidence["desk"]): Evidence => ({
  ...{ desk, refusals: [], watched: [], mistakes: [7], vouched: ["row_1"], movers: [] },
  regulars: [{ person: "per_1", customer: "cus_1" }],
  counts: { allowed: 1, refused: 0, searches: 0, explained: 1, unexplained: 0 },
  questions: { asked: 0, median: 0, most: 0 },
});

describe("what the demo calls an accusation", () => {
  it.each(["regular_customer", "wrong_click", "late_exchange_record"])(
    "%s: no look that the lot alone drew from all, explained or not",
    (kind) => {
      expect(INNOCENTS[kind]?.(evidence([row("sample")]))).toBe(false);
      expect(INNOCENTS[kind]?.(evidence([row("look")]))).toBe(true);
      expect(INNOCENTS[kind]?.(evidence([row("look", "accepted")]))).toBe(false);
    },
  );
});
