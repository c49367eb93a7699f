import { expect, test } from "vitest";
import { waysOf } from "./no-desk-ways.ts";

test("an officer who is auditor too is told each way once", () => {
  const ways = waysOf(["officer", "auditor"]).map(({ how }) => how);
  expect(ways).toHaveLength(new Set(ways).size);
  expect(ways).toContain("GET /api/trail/customers/{id}?from={from}&to={to}");
});

test("HR and the coordinator of a vendor are offered no way to a customer's data", () => {
  expect(waysOf(["hr"]).every(({ by }) => by === "operator")).toBe(true);
  expect(waysOf(["vendor_coordinator"])).toEqual([]);
});
