import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { beforeEach, describe, expect, it } from "vitest";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { keeperMain } from "./index.ts";
import type { LookResult } from "./protocol.ts";
import { type Customer, claims, given, lookAt, type Place, sealCustomer } from "./test-rig/rig.ts";

const HOUR = 3_600_000;

/** Started in the keeper's stead: the same keeper on a machine whose clock is as many milliseconds off as the file says. */
function oddClock({ dir }: Place): { main: string; set(ms: number): void } {
  const main = join(dir, "odd-clock.mjs");
  const off = join(dir, "off");
  const set = (ms: number): void => writeFileSync(off, String(ms));
  mkdirSync(dir, { recursive: true });
  set(0);
  writeFileSync(
    main,
    `import { readFileSync } from "node:fs";
     const now = Date.now;
     Date.now = () => now() + Number(readFileSync(${JSON.stringify(off)}, "utf8"));
     await import(${JSON.stringify(pathToFileURL(keeperMain).href)});`,
  );
  return { main, set };
}

describe("a keeper whose clock goes backwards", () => {
  let clock: ReturnType<typeof oddClock>;
  const { place, keeper, again } = ownKeeper({
    main(at) {
      clock = oddClock(at);
      return clock.main;
    },
  });
  let budi: Customer;
  beforeEach(async () => {
    budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
  });
  const look = async (): Promise<string> =>
    given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ own: true }) }))).ts;

  it("holds its time back, says so once, and goes on with the journal in order", async () => {
    const before = await look();
    clock.set(-HOUR);
    const held = await look();
    expect(held >= before).toBe(true);
    expect(Date.parse(held) - Date.parse(before)).toBeLessThan(HOUR);
    expect(await look()).toBe(held);
    clock.set(0);
    expect((await look()) > held).toBe(true);
    const told = { alarm: "clock", backward: expect.any(Number) };
    await expect.poll(() => keeper.alarms).toEqual([told]);
    clock.set(-HOUR);
    await look();
    await expect.poll(() => keeper.alarms).toEqual([told, told]);
  });

  it("holds it over a kill and a start as well: no entry is older than the one before it", async () => {
    await look();
    await keeper.kill();
    clock.set(-HOUR);
    await again();
    await look();
    await keeper.stop();
    const times: string[] = [];
    for await (const { entry } of readEntries(place.data)) times.push(entry.ts);
    expect(times).toEqual([...times].sort());
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
  });
});
