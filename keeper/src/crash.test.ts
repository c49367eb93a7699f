import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { batchesOf, readEntries, verifyCommand } from "@mercusuar/proof/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Crowd, NO_LIMITS } from "../../tests/harness/crowd.ts";
import { ownKeeper } from "../../tests/harness/own-keeper.ts";
import { type Dice, dice, rounds } from "../../tests/harness/rounds.ts";
import type { LookResult } from "./protocol.ts";
import { appendOf, claims, given, lookAt, type Place, sealCustomer, statusOf } from "./test-rig/rig.ts";
import { tearingDisk } from "./test-rig/tearing-disk.ts";

const batchFiles = (place: Place): string[] => {
  const dir = join(place.data, "journal", "batches");
  return readdirSync(dir).map((name) => join(dir, name));
};
/** Bytes of whole batches in the file. */
const usedBytes = (path: string): number => [...batchesOf(readFileSync(path))].at(-1)?.end ?? 0;
const flip = (path: string, at: number): void => {
  const byte = readFileSync(path)[at] ?? 0;
  const handle = openSync(path, "r+");
  writeSync(handle, Buffer.from([byte ^ 1]), 0, 1, at);
  closeSync(handle);
};
const moment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("a keeper that dies", () => {
  const { place, keeper, again } = ownKeeper();

  it("by kill -9 under 64 callers, at whatever moment, has every answered look in its journal and answers no call twice", async () => {
    const chance = dice("kill -9");
    await keeper.stop();
    await again(NO_LIMITS);
    const crowd = await Crowd.at(keeper);
    for (let round = 0; round < rounds(50, 3); round++) {
      const enough = chance(300);
      const { kill } = keeper;
      let killed: Promise<void> | undefined;
      await crowd.press(place, (answers) => {
        if (answers > enough) killed ??= moment(chance(20)).then(kill);
      });
      await killed;
      await again(NO_LIMITS);
      expect((await statusOf(keeper)).halted).toBeUndefined();
      await crowd.check(place);
      await crowd.askAgain(keeper);
    }
    await keeper.stop();
    await crowd.check(place);
    await again();
  }, 600_000);

  it("while a batch is half on disk starts clean without that batch, and halts where signed ones are cut, naming the first that is gone", async () => {
    const chance = dice("torn writes");
    await keeper.stop();
    const disk = tearingDisk(place);
    await again(NO_LIMITS, disk.main);
    const crowd = await Crowd.at(keeper);
    for (let round = 0; round < rounds(20, 3); round++) {
      disk.tear(1 + chance(30), chance(2) === 0, chance(1_000_000) / 1_000_000);
      await crowd.press(place, () => {});
      await keeper.gone;
      await again();
      expect((await statusOf(keeper)).halted).toBeUndefined();
      await crowd.check(place);
      await crowd.askAgain(keeper);
      await keeper.stop();
      await crowd.check(place);
      await haltsWhereCut(chance);
      await again(NO_LIMITS, disk.main);
    }
    // Whatever was torn was cut, and said so.
    const cuts = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "start") cuts.push(entry.body?.cut ?? 0);
    expect(cuts.filter((cut) => cut !== 0).length).toBeGreaterThan(0);
  }, 600_000);

  /** What the keeper does on a disk that lost, at any byte, what it had confirmed and shown. */
  async function haltsWhereCut(chance: Dice): Promise<void> {
    const path = batchFiles(place).at(-1) as string;
    const whole = readFileSync(path);
    const cut = chance(usedBytes(path));
    const first = [...batchesOf(whole)].find(({ end }) => end > cut)?.batch.first;
    truncateSync(path, cut);
    await again();
    expect((await statusOf(keeper)).halted).toContain(`first bad index ${first}:`);
    await keeper.stop();
    writeFileSync(path, whole);
  }

  it("in the middle of a write has its torn tail cut, wherever it tore", async () => {
    await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    await keeper.stop();
    const [path] = batchFiles(place) as [string];
    const whole = readFileSync(path).subarray(0, usedBytes(path));
    const sizes = [...batchesOf(whole)];
    const last = sizes.at(-1) as { batch: { first: number; entries: unknown[] }; end: number };
    const start = sizes.at(-2)?.end ?? 0;
    // A machine that lost power: the batch never ended, and nothing was derived from it yet.
    const derived = join(place.data, "journal");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: last.end - start - 1 }), fc.boolean(), async (tear, zeros) => {
        writeFileSync(path, Buffer.concat([whole.subarray(0, start + tear), Buffer.alloc(zeros ? 5000 : 0)]));
        rmSync(join(derived, "checkpoint"));
        rmSync(join(place.keys, "head"));
        await again();
        const status = await statusOf(keeper);
        expect(status.halted).toBeUndefined();
        expect(status.size).toBeGreaterThan(last.batch.first);
        await keeper.stop();
        expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
      }),
      { numRuns: 8 },
    );
    await again();
  });

  it("row 36: and finds a byte below the signed head changed, halts and names the first bad index", async () => {
    for (let i = 0; i < 5; i++) given(await keeper.caller.one(appendOf("clock", { change: `c${i}` })));
    const customer = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    await keeper.stop();
    const [path] = batchFiles(place) as [string];
    const batches = [...batchesOf(readFileSync(path))];
    const original = `${path}.copy`;
    copyFileSync(path, original);
    for (const which of [0, 3, batches.length - 1]) {
      copyFileSync(original, path);
      flip(path, (batches[which - 1]?.end ?? 0) + 60);
      const size = statSync(path).size;
      await again();
      const status = await statusOf(keeper);
      expect(status.halted).toContain(`first bad index ${batches[which]?.batch.first}:`);
      expect(await keeper.caller.one(lookAt(customer, "name"))).toMatchObject({ ok: false, code: "halted" });
      await keeper.stop();
      expect(statSync(path).size).toBe(size);
    }
    rmSync(original);
  });

  it("rows 34, 36: and finds its journal cut, or an older copy in its place, halts", async () => {
    const [path] = batchFiles(place) as [string];
    const older = readFileSync(path).subarray(0, usedBytes(path));
    given(await keeper.caller.one(appendOf("clock", { change: "set" })));
    await keeper.stop();
    const whole = readFileSync(path);
    truncateSync(path, older.length);
    await again();
    expect((await statusOf(keeper)).halted).toContain("first bad index 5");
    await keeper.stop();
    // Without the checkpoint file the head kept with the keys still knows.
    rmSync(join(place.data, "journal", "checkpoint"));
    await again();
    expect((await statusOf(keeper)).halted).toContain("head kept with the keys");
    await keeper.stop();
    writeFileSync(path, whole);
    await again();
    expect((await statusOf(keeper)).halted).toBeUndefined();
  });

  it("rows 19, 20: and finds tiles gone or changed, makes them anew from the batches", async () => {
    for (let i = 0; i < 300; i++) given(await keeper.caller.one(appendOf("clock", { change: `c${i}` })));
    await keeper.stop();
    flip(join(place.data, "journal", "tile", "entries", "000"), 40);
    rmSync(join(place.data, "journal", "tile", "0", "000"));
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 1, report: { code: "E_ROOT", index: 0 } });
    await again();
    await keeper.stop();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    const starts = [];
    for await (const { entry } of readEntries(place.data)) if (entry.typ === "start") starts.push(entry.body?.rebuilt);
    expect(starts).toEqual([undefined, 1]);
    await again();
  });

  it("leaves a journal that can be verified while it grows", async () => {
    const budi = await sealCustomer(keeper.caller, "c1", { name: "Budi" });
    let done = false;
    const load = (async () => {
      while (!done)
        given<LookResult>(await keeper.caller.one(lookAt(budi, "name", { claims: claims({ own: true, act: `p${Math.random()}` }) })));
    })();
    for (let i = 0; i < 15; i++) expect(await verifyCommand(place.data)).toMatchObject({ exit: 0 });
    done = true;
    await load;
  });
});
