import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeptRow, ToldMistake } from "./desk-store.ts";
import type { Draft } from "./draft.ts";
import { type DeskPlan, planDesk } from "./plan-desk.ts";

const draft: fc.Arbitrary<Draft> = fc
  .record({
    kind: fc.constantFrom<Draft["kind"]>("look", "listing", "refusal", "report", "missing_report"),
    n: fc.integer({ min: 1, max: 6 }),
    personId: fc.constantFrom("per_rina", "per_yosua"),
    count: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ kind, n, personId, count }) => ({
    id: `row_${kind}_${personId}_${n}`,
    kind,
    topic: String(n),
    personId,
    customerId: undefined,
    caseId: undefined,
    entry: n,
    at: n,
    lastAt: n,
    toPerson: "per_arman",
    reasons: [{ id: "count", values: { count, customers: 1 } }],
    looks: kind === "look" || kind === "listing" ? [{ idx: n, row: 0 }] : [],
  }));
const drafts = fc.uniqueArray(draft, { selector: ({ id }) => id, maxLength: 12 });
const mistakes: fc.Arbitrary<Map<number, ToldMistake>> = fc
  .array(
    fc.record({
      look: fc.integer({ min: 1, max: 6 }),
      atOnce: fc.boolean(),
      toldAt: fc.integer({ min: 0, max: 9 }).map((at) => new Date(at)),
      before: fc.integer({ min: 1, max: 5 }),
    }),
  )
  .map((list) => new Map(list.map((one) => [one.look, one])));

/** What lies on the desk once a plan is carried out. */
function carriedOut(plan: DeskPlan): KeptRow[] {
  return plan.insert.map(({ id, kind, topic, personId, reasons, looks, lastAt }) => {
    const change = plan.change.find((one) => one.id === id);
    return {
      id,
      kind,
      topic,
      personId,
      lastAt,
      cleared: 0,
      looks: looks.map(({ idx }) => idx),
      state: change?.state ?? "waiting",
      reasons: change?.reasons ?? reasons,
    };
  });
}

describe("the plan of an evening", () => {
  it("is empty when run again over what it laid on the desk", () => {
    fc.assert(
      fc.property(drafts, mistakes, (found, told) => {
        const again = planDesk(carriedOut(planDesk([], found, told)), found, told);
        expect(again).toEqual({ insert: [], change: [] });
      }),
    );
  });

  const row: KeptRow = {
    id: "row_1",
    kind: "look",
    topic: "1.0",
    personId: "per_rina",
    state: "waiting",
    reasons: [],
    looks: [1, 2],
    lastAt: 100,
    cleared: 0,
  };

  it("clears a row only when each of its looks is explained", () => {
    expect(planDesk([{ ...row, cleared: 1 }], [], new Map()).change).toEqual([]);
    expect(planDesk([{ ...row, cleared: 2 }], [], new Map()).change).toMatchObject([{ id: "row_1", state: "explained" }]);
  });

  it("does not let a mistake told cover a look made afterwards", () => {
    const told = (at: number): ToldMistake => ({ look: 1, atOnce: true, toldAt: new Date(at), before: 1 });
    expect(planDesk([row], [], new Map([[1, told(99)]])).change).toEqual([]);
    expect(planDesk([row], [], new Map([[1, told(100)]])).change).toMatchObject([{ state: "mistake" }]);
  });

  it("leaves the fourth mistake within thirty days to the supervisor", () => {
    const told: ToldMistake = { look: 1, atOnce: true, toldAt: new Date(100), before: 4 };
    expect(planDesk([row], [], new Map([[1, told]])).change).toMatchObject([
      { state: "answered", reasons: [{ id: "mistakes_before", values: { count: 4 } }] },
    ]);
  });

  it("leaves alone what a supervisor has decided; an open row of refusals grows and points at the newest", () => {
    const accepted = { ...row, state: "accepted" as const, cleared: 2 };
    expect(planDesk([accepted], [], new Map()).change).toEqual([]);
    const refusal: KeptRow = {
      ...row,
      kind: "refusal",
      topic: "R18",
      looks: [],
      reasons: [{ id: "refused", values: { count: 3 } }],
    };
    const more: Draft = {
      ...refusal,
      customerId: undefined,
      caseId: undefined,
      entry: 9,
      at: 1,
      lastAt: 1,
      toPerson: undefined,
      looks: [],
      reasons: [{ id: "refused", values: { count: 4 } }],
    };
    expect(planDesk([refusal], [more], new Map()).change).toMatchObject([
      { state: "waiting", reasons: more.reasons, newest: { entry: 9 } },
    ]);
    expect(planDesk([{ ...refusal, state: "accepted" }], [more], new Map())).toEqual({ insert: [], change: [] });
  });
});
