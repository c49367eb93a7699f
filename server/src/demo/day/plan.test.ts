import { describe, expect, it } from "vitest";
import { seeded } from "../../platform/chance.ts";
import { madeUpCustomers } from "../company/customers.ts";
import { planDay } from "./plan.ts";
import type { Step } from "./step.ts";

const customers = madeUpCustomers(seeded(7));
const day = planDay(customers, seeded(8), true);
const of = <Do extends Step["do"]>(kind: Do): Array<Extract<Step, { do: Do }>> =>
  day.steps.filter((step): step is Extract<Step, { do: Do }> => step.do === kind);

describe("the story day", () => {
  it("is the same for the same chance", () => {
    expect(planDay(customers, seeded(8), true).steps).toEqual(day.steps);
  });

  it("goes forward in time", () => {
    const times = day.steps.map((step) => step.at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("holds between 700 and 1,200 looks, at least three in a hundred of the honest ones without any evidence", () => {
    expect(of("look").length).toBeGreaterThanOrEqual(700);
    expect(of("look").length).toBeLessThanOrEqual(1200);
    expect(day.errands.filter((errand) => errand.bare).length / day.errands.length).toBeGreaterThanOrEqual(0.03);
  });

  it("opens every task before anybody claims it, and every claim comes before its look", () => {
    const known = new Set<string>();
    for (const step of day.steps) {
      if (step.do === "task" || step.do === "open") known.add(step.task);
      if (step.do === "claim" || step.do === "outcome") expect(known).toContain(step.task);
    }
  });

  it("keeps every honest agent below the warning of his quota", () => {
    const cost = new Map<string, number>();
    for (const errand of day.errands)
      if (errand.kind === "called" || errand.kind === "walked-in") cost.set(errand.who, (cost.get(errand.who) ?? 0) + 3);
    expect(Math.max(...cost.values())).toBeLessThan(48);
  });

  it("without the planted misuses keeps the innocents and loses nothing else", () => {
    const clean = planDay(customers, seeded(8), false);
    expect(clean.steps.length).toBeLessThan(day.steps.length);
    const rest = clean.steps.filter((step) => step.do !== "report").map((step) => JSON.stringify(step));
    const all = new Set(day.steps.map((step) => JSON.stringify(step)));
    expect(rest.every((step) => all.has(step))).toBe(true);
    expect(clean.steps.some((step) => step.do === "mistake")).toBe(true);
  });

  it("ends with the evening of all three branches, one agent having nothing to report", () => {
    expect(new Set(of("evening").map((step) => step.branch))).toEqual(new Set(["sumbawa", "surabaya", "jayapura"]));
    const after = day.steps.slice(day.steps.findLastIndex((step) => step.do === "evening") + 1);
    expect(new Set(after.map((step) => step.do))).toEqual(new Set(["stay"]));
    expect(of("report").some((step) => step.rows.length === 0)).toBe(true);
  });
});
