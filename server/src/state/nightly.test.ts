import { describe, expect, it } from "vitest";
import { storyClock } from "../platform/clocks.ts";
import type { Words } from "../platform/language.ts";
import { checkNightly } from "./nightly.ts";
import type { StateReport } from "./report.ts";

const WHOLE: StateReport = { state: "whole", size: 9, rows: 3, looks: 1, differences: 0, findings: [], relied: [], untold: {} };

describe("the state check of the night", () => {
  const clock = storyClock(new Date("2026-11-23T03:00:00Z"));
  clock.freeze();
  const said: Array<Words | undefined> = [];
  const faults: string[] = [];
  let next: () => Promise<StateReport> = async () => WHOLE;
  const nightly = checkNightly({
    clock,
    check: () => next(),
    tell: (notice) => said.push(notice),
    onFault: ({ message }) => faults.push(message),
  });
  const at = async (time: string): Promise<number> => {
    clock.set(new Date(time));
    await nightly.turn();
    return said.length;
  };

  it("waits for the night, runs once in it, and has the lamp say what it found until the next one", async () => {
    expect(await at("2026-11-23T18:59:00Z")).toBe(0);
    expect(await at("2026-11-23T19:05:00Z")).toBe(1);
    expect(await at("2026-11-24T10:00:00Z")).toBe(1);
    next = async () => ({ ...WHOLE, state: "differs", differences: 4 });
    expect(await at("2026-11-24T19:05:00Z")).toBe(2);
    expect(said[0]).toBeUndefined();
    expect(said[1]?.en).toContain("4 differences");
  });

  it("that did not end is told, and tried again in the same night", async () => {
    next = () => Promise.reject(new Error("down"));
    expect(await at("2026-11-25T19:05:00Z")).toBe(3);
    expect([said[2]?.en, faults]).toEqual([expect.stringContaining("did not end"), ["down"]]);
    next = async () => WHOLE;
    expect(await at("2026-11-25T19:15:00Z")).toBe(4);
    expect(said[3]).toBeUndefined();
    nightly.close();
  });
});
