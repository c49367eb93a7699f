import { describe, expect, it } from "vitest";
import { grouped } from "./grouped.ts";

describe("questions that travel together", () => {
  it("gives everybody his own answer, and one journey for those who came together", async () => {
    const journeys: number[][] = [];
    const ask = grouped(async (asks: readonly number[]) => {
      journeys.push([...asks]);
      return asks.map((n) => n * 10);
    });
    expect(await Promise.all([1, 2, 3].map(ask))).toEqual([10, 20, 30]);
    expect(journeys).toEqual([[1, 2, 3]]);
  });

  it("never keeps more than 32 in a group nor more than two groups on their way, and lets the others gather meanwhile", async () => {
    let [now, most] = [0, 0];
    const sizes: number[] = [];
    const ask = grouped(async (asks: readonly number[]) => {
      sizes.push(asks.length);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      return asks;
    });
    const alone = ask(0);
    await new Promise((resolve) => setImmediate(resolve));
    const all = Array.from({ length: 100 }, (_, n) => n);
    expect(await Promise.all(all.map(ask))).toEqual(all);
    expect(await alone).toBe(0);
    expect(sizes).toEqual([1, 32, 32, 32, 4]);
    expect(most).toBe(2);
  });

  it("lets nobody fail for another's question", async () => {
    const ask = grouped(async (asks: readonly string[]) => {
      if (asks.includes("bad")) throw new Error("refused");
      return asks;
    });
    const settled = await Promise.allSettled(["a", "bad", "b"].map(ask));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await ask("c")).toBe("c");
  });
});
