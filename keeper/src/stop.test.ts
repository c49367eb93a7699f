import { setTimeout as pause } from "node:timers/promises";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { expect, it } from "vitest";
import { appendOf, newPlace, startKeeper } from "./test-rig/rig.ts";

const ROUNDS = 6;
const CALLERS = 64;

it("a keeper that is stopped under 64 callers keeps every entry that it has answered for", async () => {
  const place = newPlace();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const keeper = await startKeeper(place);
      const answered: number[] = [];
      const ended = keeper.gone.then(() => undefined);
      const callers = Array.from({ length: CALLERS }, async () => {
        for (;;) {
          const result = await Promise.race([keeper.caller.one(appendOf("clock", { change: "set" })), ended]).catch(() => undefined);
          if (!result?.ok) return;
          answered.push(result.idx);
        }
      });
      await pause(20 + round * 15);
      await keeper.stop();
      await Promise.all(callers);
      const kept: number[] = [];
      for await (const { index } of readEntries(place.data)) kept.push(index);
      expect(answered.length).toBeGreaterThan(0);
      expect(answered.filter((index) => index >= kept.length)).toEqual([]);
    }
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  } finally {
    place.remove();
  }
}, 60_000);
